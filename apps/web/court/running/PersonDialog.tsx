import type { HearingCommand, SeenPerson } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import type { CourtProps } from '../court-props.js';
import { LinkOf } from '../people/LinkOf.js';
import { RoomOf } from '../presence/RoomOf.js';

interface PersonDialogProps {
  court: CourtProps;
  person: SeenPerson;
  onClose: () => void;
}

/** Everything judge and clerk can do about one person in court. What cannot be taken back asks once and names the person. */
export function PersonDialog({ court, person, onClose }: PersonDialogProps) {
  const { actions } = court;
  const { seat, name, role, signLanguage, muted } = person;
  const [asked, ask] = useState<'release' | 'remove'>();
  const say = (command: HearingCommand) => () => {
    actions.say(command);
    onClose();
  };
  return (
    <Dialog title={m.court_person({ name, role: courtRoleWords(role, signLanguage) })} onClose={onClose}>
      {asked === undefined && (
        <>
          <div class="row">
            <Button onPress={say({ type: 'mute', seat, on: !muted })}>
              {muted ? m.court_unmute() : m.court_mute()}
            </Button>
            <Button onPress={say({ type: 'send-back', seat })}>{m.court_send_back()}</Button>
            <LinkOf court={court} person={person} />
          </div>
          <p class="small">{m.court_send_back_words()}</p>
          <RoomOf court={court} person={person} onDone={onClose} />
          <div class="row apart-below">
            <Button kind="danger" onPress={() => ask('release')}>
              {m.court_release({ name })}
            </Button>
            <Button kind="danger" onPress={() => ask('remove')}>
              {m.court_remove({ name })}
            </Button>
          </div>
        </>
      )}
      {asked === 'release' && (
        <>
          <p>{m.court_release_words()}</p>
          <Button kind="danger" onPress={say({ type: 'release', seat })}>
            {m.court_release({ name })}
          </Button>
        </>
      )}
      {asked === 'remove' && (
        <>
          <p>{m.court_remove_words()}</p>
          <Button kind="danger" onPress={say({ type: 'remove', seat })}>
            {m.court_remove({ name })}
          </Button>
        </>
      )}
    </Dialog>
  );
}
