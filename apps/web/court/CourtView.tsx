import type { ComponentChildren } from 'preact';
import type { CourtProps } from './court-props.js';
import { HearingEnded } from './HearingEnded.js';
import { Lobby } from './lobby/Lobby.js';
import { CourtRoom } from './room/CourtRoom.js';
import { PrivateWord } from './room/PrivateWord.js';

interface CourtViewProps {
  court: CourtProps;
  word?: ((onEnd: () => void) => ComponentChildren) | undefined;
}

/** The screen that follows from where this person stands. */
export function CourtView({ court, word }: CourtViewProps) {
  const { state, you } = court.view;
  if (state === 'adjourned' || state === 'closed') return <HearingEnded court={court} />;
  switch (you.standing) {
    case 'removed':
    case 'released':
      return <HearingEnded court={court} />;
    case 'expected':
    case 'waiting':
      return <Lobby court={court} />;
    case 'admitted':
      return you.conferring === 'no' ? <CourtRoom court={court} /> : <PrivateWord court={court} word={word} />;
  }
}
