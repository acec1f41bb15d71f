import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiFailure } from '../../api/call-api.js';
import { Sound } from '../../call/Picture.js';
import { m } from '../../generated/texts/messages.js';
import { hearingStateWords } from '../../text/court-words.js';
import { clock } from '../../text/moments.js';
import { Clock } from '../../ui/Clock.js';
import { ConnectionBar } from '../../ui/ConnectionBar.js';
import { Failed } from '../../ui/Failed.js';
import { LanguageSwitch } from '../../ui/LanguageSwitch.js';
import type { CourtProps } from '../court-props.js';

interface CourtFrameProps {
  court: CourtProps;
  title: string;
  titleUnseen?: boolean;
  /** In the head: how the pictures stand. */
  beside?: ComponentChildren;
  children: ComponentChildren;
  /** The one main action, bottom right. */
  main?: ComponentChildren;
  other?: ComponentChildren;
}

/** Dark screen of the courtroom: what the court does now at the top, the own controls at the foot. One sound a person. */
export function CourtFrame({ court, title, titleUnseen, beside, children, main, other }: CourtFrameProps) {
  const { view, zone, lostSince, refusal, media } = court;
  const state = hearingStateWords(view.state);
  useEffect(() => {
    document.title = `${m.court_title()} · Habeas`;
  }, [title]);
  return (
    <div class="call court">
      <div>
        <ConnectionBar since={lostSince === undefined ? undefined : clock(lostSince, zone)} />
        <header class="call-head">
          <p class="court-state" role="status">
            <span aria-hidden="true">{state.shape}</span> {state.words}
          </p>
          <p class="court-case">
            <strong>{view.caseNumber}</strong> {view.courtroom}
          </p>
          {beside}
          <Clock now={court.now} zone={zone} />
          <LanguageSwitch kept={court.leave !== undefined} />
        </header>
      </div>
      <main class="call-main court-main">
        <h1 class={titleUnseen ? 'unseen' : undefined}>{title}</h1>
        {refusal && <Failed failure={new ApiFailure(refusal)} />}
        {children}
      </main>
      <footer class="call-foot">
        <div class="row">
          {other}
          {[...media.remotes].map(([seat, stream]) => (
            <Sound key={seat} stream={stream} />
          ))}
        </div>
        <div class="row">{main}</div>
      </footer>
    </div>
  );
}
