import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { ReadAloud } from '../speech/ReadAloud.js';
import { length } from '../text/moments.js';
import { HelpButton } from '../ui/HelpButton.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import { SealBadge } from '../ui/SealBadge.js';
import type { CallProps } from './call-props.js';
import { sealMarkOf } from './seal-mark-of.js';
import { Sound } from './Picture.js';

interface CallFrameProps {
  call: CallProps;
  title: string;
  /** The title is said, not shown, where the picture needs the room. */
  titleUnseen?: boolean;
  children: ComponentChildren;
  main?: ComponentChildren;
  other?: ComponentChildren;
  /** Length of the present state, in the head. */
  timed?: boolean;
}

/** Dark screen of a call: mark in its steady corner, actions at the foot, main action bottom right. */
export function CallFrame({ call, title, titleUnseen, children, main, other, timed }: CallFrameProps) {
  const heard = ['unverified', 'matched-here', 'sealed', 'unmatched'].includes(call.state.name);
  return (
    <div class={`call call-${call.state.name}`}>
      <header class="call-head">
        <div role="alert">
          <SealBadge mark={sealMarkOf(call.state)} />
        </div>
        {timed && <p class="call-time">{m.so_far({ time: length(call.now() - call.since) })}</p>}
        <ReadAloud />
        <LanguageSwitch kept={call.own !== 'booth'} />
      </header>
      <main class="call-main">
        <h1 class={titleUnseen ? 'unseen' : undefined}>{title}</h1>
        {children}
      </main>
      <footer class="call-foot">
        <div class="row">
          {other}
          <HelpButton />
          {call.more}
          {heard && call.remotes.map((remote) => <Sound key={remote.place} stream={remote.stream} />)}
        </div>
        <div class="row">{main}</div>
      </footer>
    </div>
  );
}
