import { runsTheHearing } from '#hearing';
import { m } from '../../generated/texts/messages.js';
import { Notice } from '../../ui/Notice.js';
import type { CourtProps } from '../court-props.js';

/** Told at once, with what is left to do: the hand. It holds at the plane, not only at this page. */
export function MutedByCourt({ court: { view } }: { court: CourtProps }) {
  const { role, muted, handUp } = view.you;
  return (
    <div role="status">
      {muted && (
        <Notice kind="caution" title={m.court_muted_you()}>
          {!runsTheHearing(role) && view.state === 'open' && !handUp && <p>{m.court_muted_words()}</p>}
        </Notice>
      )}
    </div>
  );
}
