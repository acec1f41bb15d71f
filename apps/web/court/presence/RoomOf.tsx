import { runsTheHearing } from '#hearing';
import type { SeenPerson } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Field } from '../../ui/Field.js';
import type { CourtProps } from '../court-props.js';
import { roomFacts } from './room-facts.js';

interface RoomOfProps {
  court: CourtProps;
  person: SeenPerson;
  onDone: () => void;
}

/** For judge and clerk: ask somebody to show the room; once it is shown, what was seen. */
export function RoomOf({ court: { view, actions, lostSince }, person, onDone }: RoomOfProps) {
  const [text, setText] = useState('');
  const { seat, roomCheck } = person;
  if (runsTheHearing(person.role)) return null;
  const off = lostSince !== undefined || view.state !== 'open';
  const asked = roomCheck === 'asked' || roomCheck === 'shown';
  const saw = (asSaid: boolean) => () => {
    actions.say({ type: 'room-seen', seat, asSaid, ...(text.trim() !== '' && { text: text.trim() }) });
    onDone();
  };
  return (
    <section class="stack" aria-labelledby="room-of">
      <h3 id="room-of">{m.court_show_room()}</h3>
      {roomFacts(person).map(([shape, words]) => (
        <p key={words}>
          <span aria-hidden="true">{shape} </span>
          {words}
        </p>
      ))}
      {asked ? (
        <>
          <Field label={m.court_show_what()} value={text} onInput={setText} maxLength={500} />
          <div class="row">
            <Button off={off} onPress={saw(true)}>
              {m.court_show_as_said()}
            </Button>
            <Button off={off} onPress={saw(false)}>
              {m.court_show_otherwise()}
            </Button>
          </div>
        </>
      ) : (
        <Button
          off={off || !person.connected}
          onPress={() => {
            actions.say({ type: 'ask-room', seat });
            onDone();
          }}
        >
          {m.court_show_ask()}
        </Button>
      )}
    </section>
  );
}
