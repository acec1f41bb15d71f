import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { ReadAloud } from '../speech/ReadAloud.js';
import { HelpButton } from './HelpButton.js';
import { LanguageSwitch } from './LanguageSwitch.js';

interface KioskPageProps {
  booth: string | undefined;
  clock: ComponentChildren;
  title: string;
  children: ComponentChildren;
  /** The one main action, always bottom right. */
  main?: ComponentChildren;
  /** What else one can do, always bottom left. */
  other?: ComponentChildren;
  /** Few words, in the middle. */
  calm?: boolean;
}

/** One screen of the kiosk, 1024×768 without scrolling: where am I, what happens, what can I do, who helps. */
export function KioskPage({ booth, clock, title, children, main, other, calm }: KioskPageProps) {
  return (
    <div class="kiosk">
      <header class="kiosk-head">
        <p class="kiosk-place">
          <strong>{booth ? m.booth_named({ booth }) : 'Habeas'}</strong> {clock}
        </p>
        <ReadAloud />
        <LanguageSwitch kept={false} />
      </header>
      <main class={calm ? 'kiosk-main calm' : 'kiosk-main'}>
        <h1>{title}</h1>
        {children}
      </main>
      <footer class="kiosk-foot">
        <div class="row">
          {other}
          <HelpButton />
        </div>
        <div class="row">{main}</div>
      </footer>
    </div>
  );
}
