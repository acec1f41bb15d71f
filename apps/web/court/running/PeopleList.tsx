import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { OtherCounsel } from '../counsel/OtherCounsel.js';
import type { CourtProps } from '../court-props.js';
import { HandOver } from '../people/HandOver.js';
import { roomFacts } from '../presence/room-facts.js';
import { EndSitting } from './EndSitting.js';
import { PersonDialog } from './PersonDialog.js';

/** Who is in court. Hands come first, in their order; the floor is one press away, the rest of a person one more. */
export function PeopleList({ court }: { court: CourtProps }) {
  const { view, actions } = court;
  const [chosen, choose] = useState<number>();
  const lost = court.lostSince !== undefined;
  const people = [...view.people].sort((a, b) => (a.hand ?? 99) - (b.hand ?? 99));
  const person = people.find(({ seat }) => seat === chosen);
  return (
    <>
      {people.length === 0 && <p>{m.court_nobody_in_court()}</p>}
      <ul class="court-rows">
        {people.map(({ seat, name, role, signLanguage, hand, connected, counsel, roomCheck }) => (
          <li key={seat} class="court-row">
            <p>
              <strong>{name}</strong> {courtRoleWords(role, signLanguage)}
              {hand !== undefined && (
                <span class="court-hand">
                  <span aria-hidden="true">▲ </span>
                  {m.court_mark_hand({ place: hand })}
                </span>
              )}
            </p>
            {roomFacts({ roomCheck }).map(([shape, words]) => (
              <p key={words} class={shape === '▲' ? 'court-odd' : undefined}>
                <span aria-hidden="true">{shape} </span>
                {words}
              </p>
            ))}
            <div class="row" role="group" aria-label={name}>
              <Button
                off={lost || view.state !== 'open'}
                onPress={() => actions.say({ type: 'floor', seat: view.floor === seat ? null : seat })}
              >
                {view.floor === seat ? m.court_floor_take() : m.court_floor_give()}
              </Button>
              <Button onPress={() => choose(seat)}>{m.court_more()}</Button>
              <OtherCounsel court={court} person={{ seat, name, role, connected, counsel }} />
            </div>
          </li>
        ))}
      </ul>
      <HandOver court={court} />
      <EndSitting court={court} />
      {person && <PersonDialog court={court} person={person} onClose={() => choose(undefined)} />}
    </>
  );
}
