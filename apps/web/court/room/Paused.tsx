import { m } from '../../generated/texts/messages.js';
import type { CourtProps } from '../court-props.js';

/** Nobody is seen or heard: not begun yet, or a pause. Says that camera and microphone are off, and shows it. */
export function Paused({ court: { view, media } }: { court: CourtProps }) {
  const lost = view.pausedBy === 'judge-lost';
  const [shape, title, words] =
    view.state === 'scheduled'
      ? ['○', m.court_not_begun(), m.court_not_begun_words()]
      : lost
        ? ['⚠', m.court_judge_lost(), m.court_judge_lost_words()]
        : ['❚❚', m.court_paused(), m.court_paused_words()];
  return (
    <div class="court-paused stack-wide">
      <p class="court-paused-shape" aria-hidden="true">
        {shape}
      </p>
      <p class="court-paused-title" role="status">
        {title}
      </p>
      <p>{words}</p>
      {media.devices === 'off' && (
        <p class="court-off">
          <span aria-hidden="true">✕ </span>
          {m.court_devices_off()}
        </p>
      )}
    </div>
  );
}
