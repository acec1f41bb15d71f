import { m } from '../../generated/texts/messages.js';
import { Notice } from '../../ui/Notice.js';
import type { CourtProps } from '../court-props.js';

/** At the screen of counsel who stays for another accused. */
export function Relieved({ court }: { court: CourtProps }) {
  if (court.view.you.relieved !== true) return null;
  return (
    <Notice kind="caution" title={m.court_relieved_one()} role="status">
      <p>{m.court_relieved_words()}</p>
    </Notice>
  );
}
