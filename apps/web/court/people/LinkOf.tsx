import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import type { CourtProps } from '../court-props.js';
import { OwnLink } from './OwnLink.js';

interface LinkOfProps {
  court: CourtProps;
  person: { readonly seat: number; readonly name: string };
}

/** Beside a person, for the clerk: a personal link, from within the hearing. It says first what becomes of a former one. */
export function LinkOf({ court: { view, lostSince, zone }, person }: LinkOfProps) {
  const [open, setOpen] = useState(false);
  if (view.you.role !== 'clerk') return null;
  return (
    <>
      <Button off={lostSince !== undefined} onPress={() => setOpen(true)}>
        {m.court_link_own()}
      </Button>
      {open && (
        <Dialog title={m.court_link_for({ name: person.name })} onClose={() => setOpen(false)}>
          <p>{m.court_link_own_words()}</p>
          <OwnLink hearing={view.hearing} person={person} zone={zone} />
        </Dialog>
      )}
    </>
  );
}
