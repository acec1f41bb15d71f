import { isOver } from '#hearing';
import type { CourtProps } from './court-props.js';
import { HearingEnded } from './HearingEnded.js';
import { Lobby } from './lobby/Lobby.js';
import { CourtRoom } from './room/CourtRoom.js';
import { PrivateWord } from './room/PrivateWord.js';

/** The screen that follows from where this person stands. */
export function CourtView({ court }: { court: CourtProps }) {
  const { you } = court.view;
  if (isOver(court.view)) return <HearingEnded court={court} />;
  switch (you.standing) {
    case 'removed':
    case 'released':
      return <HearingEnded court={court} />;
    case 'expected':
    case 'waiting':
      return <Lobby court={court} />;
    case 'admitted':
      return you.conferring === 'no' ? <CourtRoom court={court} /> : <PrivateWord court={court} />;
  }
}
