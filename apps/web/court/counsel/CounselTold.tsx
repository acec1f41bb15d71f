import type { CounselChangeSeen } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { Notice } from '../../ui/Notice.js';
import type { CourtProps } from '../court-props.js';

/** At the screen of an accused: what came of the answer, or of none. */
export function CounselTold({ court: { view } }: { court: CourtProps }) {
  const change = view.you.role === 'accused' ? view.counselChange : undefined;
  if (change === undefined || change.state === 'asked') return null;
  return <Notice kind={change.state === 'changed' ? 'good' : 'unknown'} title={titleOf(change)} role="status" />;
}

function titleOf({ state, comes, goes }: CounselChangeSeen): string {
  if (state === 'taking-effect') return m.court_counsel_taking();
  return state === 'changed' ? m.court_counsel_yours({ comes }) : m.court_counsel_stays_yours({ goes });
}
