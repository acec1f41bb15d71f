import { runsTheHearing } from '#hearing';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import type { CourtProps } from '../court-props.js';

/** Anybody in court: somebody else speaks in a room, the own one or that of somebody whom one sees. `onTold`: the court has it. */
export function OtherVoice({
  court: { view, actions },
  onTold,
  onClose,
}: {
  court: CourtProps;
  onTold: () => void;
  onClose: () => void;
}) {
  const called = view.people.filter(({ role, conferring }) => !runsTheHearing(role) && !conferring);
  const accused = called.find(({ role }) => role === 'accused');
  const rooms = [
    { seat: view.you.seat, words: m.court_voice_own() },
    ...called.map(({ seat, name, role, signLanguage }) => ({
      seat,
      words: `${name}, ${courtRoleWords(role, signLanguage)}`,
    })),
  ];
  const [chosen, choose] = useState(accused?.seat ?? view.you.seat);
  return (
    <Dialog title={m.court_voice()} onClose={onClose}>
      <fieldset>
        <legend class="lead">{m.court_voice_whose()}</legend>
        {rooms.map(({ seat, words }) => (
          <label key={seat} class="tick">
            <input type="radio" name="room" checked={chosen === seat} onChange={() => choose(seat)} />
            {words}
          </label>
        ))}
      </fieldset>
      <p>{m.court_voice_words()}</p>
      <Button
        kind="main"
        onPress={() => {
          actions.say({ type: 'other-voice', seat: chosen });
          onTold();
        }}
      >
        {m.court_voice_tell()}
      </Button>
    </Dialog>
  );
}
