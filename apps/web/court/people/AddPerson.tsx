import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';
import { AddPersonDialog } from './AddPersonDialog.js';

/** For the clerk: one more person in this hearing. */
export function AddPerson({ court }: { court: CourtProps }) {
  const [adding, setAdding] = useState(false);
  if (court.view.you.role !== 'clerk') return null;
  return (
    <>
      <Button off={court.lostSince !== undefined} onPress={() => setAdding(true)}>
        {m.court_person_add()}
      </Button>
      {adding && <AddPersonDialog court={court} onClose={() => setAdding(false)} />}
    </>
  );
}
