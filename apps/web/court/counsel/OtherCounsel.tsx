import type { HearingRole } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';
import { CounselDialog } from './CounselDialog.js';

interface OtherCounselProps {
  court: CourtProps;
  person: {
    readonly seat: number;
    readonly name: string;
    readonly role: HearingRole;
    readonly connected: boolean;
    readonly counsel?: number | undefined;
  };
}

/** Beside an accused who is here, for the clerk. */
export function OtherCounsel({ court, person }: OtherCounselProps) {
  const [asking, setAsking] = useState(false);
  if (court.view.you.role !== 'clerk' || person.role !== 'accused' || !person.connected) return null;
  return (
    <>
      <Button off={court.lostSince !== undefined} onPress={() => setAsking(true)}>
        {m.court_counsel_other()}
      </Button>
      {asking && <CounselDialog court={court} accused={person} onClose={() => setAsking(false)} />}
    </>
  );
}
