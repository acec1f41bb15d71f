import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { LanguageSwitch } from './LanguageSwitch.js';

interface PageProps {
  /** Where am I: facility and place. */
  place: string;
  title: string;
  /** The one main action, at the same place on every screen of an audience. */
  main?: ComponentChildren;
  /** Beside the language: clock, person, sign out. */
  beside?: ComponentChildren;
  bar?: ComponentChildren;
  /** Where else one can go. */
  places?: ComponentChildren;
  /** Who can help. */
  help: string;
  /** False where a device serves several people: the next one starts afresh. */
  languageKept?: boolean;
  children: ComponentChildren;
}

let pagesShown = 0;

/** Staff, attorney and oversight pages. A new screen's title takes the focus, so that it is read aloud first. */
export function Page({ place, title, main, beside, bar, places, help, languageKept = true, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, []);
  useEffect(() => {
    document.title = `${title} · Habeas`;
  }, [title]);
  return (
    <div class="page">
      {bar}
      <header class="page-head">
        <p class="page-place">
          <strong>Habeas</strong> <span>{place}</span>
        </p>
        <div class="row">
          {beside}
          <LanguageSwitch kept={languageKept} />
        </div>
      </header>
      {places}
      <main class="page-main">
        <div class="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {main && <div class="page-action">{main}</div>}
        </div>
        {children}
      </main>
      <footer class="page-foot small">
        <p>
          <strong>{m.help()}</strong> {help}
        </p>
      </footer>
    </div>
  );
}
