import type { SeenPerson } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import type { CourtProps } from '../court-props.js';

interface ConferDialogProps {
  court: CourtProps;
  partners: readonly SeenPerson[];
  onClose: () => void;
}

/** What a private word is, before it begins. */
export function ConferDialog({ court, partners, onClose }: ConferDialogProps) {
  const [chosen, choose] = useState(partners[0]?.seat);
  return (
    <Dialog title={m.court_private_word()} onClose={onClose}>
      <ol class="three-sentences">
        <li>{m.court_private_1()}</li>
        <li>{m.court_private_2()}</li>
        <li>{m.court_private_3()}</li>
      </ol>
      {partners.length > 1 && (
        <fieldset>
          <legend class="lead">{m.court_private_with()}</legend>
          {partners.map(({ seat, name, role }) => (
            <label key={seat} class="tick">
              <input type="radio" name="partner" checked={chosen === seat} onChange={() => choose(seat)} />
              {name}, {courtRoleWords(role)}
            </label>
          ))}
        </fieldset>
      )}
      <Button
        kind="main"
        onPress={() => {
          if (chosen !== undefined) court.actions.say({ type: 'confer', seat: chosen });
          onClose();
        }}
      >
        {m.court_private_begin()}
      </Button>
    </Dialog>
  );
}
