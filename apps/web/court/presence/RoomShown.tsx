import { m } from '../../generated/texts/messages.js';
import { Notice } from '../../ui/Notice.js';
import type { CourtProps } from '../court-props.js';

/** At the screen of who has shown the room, until the court says what it saw. */
export function RoomShown({ court: { view } }: { court: CourtProps }) {
  if (view.you.roomCheck !== 'shown') return null;
  return <Notice kind="good" title={m.court_show_wait()} role="status" />;
}
