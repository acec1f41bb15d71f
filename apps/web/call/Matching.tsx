import type { ConsultationState } from '#calling';
import { useCallback, useEffect, useReducer, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { NumberPad } from '../ui/NumberPad.js';
import { CallFrame } from './CallFrame.js';
import type { CallProps } from './call-props.js';
import { Holders } from './Holders.js';
import { FIRST_ENTRY, type MatchingEvent, transition } from './matching-entry.js';
import { readingWords } from './reading-words.js';
import { SmallPicture } from './SmallPicture.js';
import { WithoutMatching } from './WithoutMatching.js';

type Unverified = Extract<ConsultationState, { name: 'unverified' }>;

/** Until everybody has said "same" nothing else is on screen. Digits are drawn from the state and kept nowhere. */
export function Matching({ call, state }: { call: CallProps; state: Unverified }) {
  const expected = state.groups[state.hidden];
  const [entry, dispatch] = useReducer(
    (before: typeof FIRST_ENTRY, event: MatchingEvent) => transition(before, event, expected),
    FIRST_ENTRY,
  );
  const [asked, setAsked] = useState(false);
  const { answer } = call.actions;
  useEffect(() => {
    if (entry.name === 'different') answer(false);
  }, [entry.name, answer]);
  const onDigit = useCallback((digit: string) => dispatch({ type: 'digit', digit }), []);
  const onBack = useCallback(() => dispatch({ type: 'back' }), []);
  const heard = entry.name === 'heard';
  const words = readingWords(state, call.booth);
  const typed = entry.name === 'typing' ? entry.typed.padEnd(4, '·') : expected;
  return (
    <CallFrame
      call={call}
      title={m.matching_title()}
      main={
        heard && (
          <Button kind="main" onPress={() => answer(true)}>
            {m.they_are_same()}
          </Button>
        )
      }
      other={
        <>
          <Button kind="danger" onPress={() => answer(false)}>
            {m.they_differ()}
          </Button>
          {call.own === 'attorney' && <Button onPress={() => setAsked(true)}>{m.without_matching()}</Button>}
        </>
      }
    >
      <div class="matching">
        <div class={`matching-numbers stack${state.holders.length > 2 ? ' matching-many' : ''}`}>
          {state.joined.length > 0 && (
            <p class="banner" role="alert">
              {m.holders_joined({ labels: state.joined.join(', ') })}
            </p>
          )}
          <Holders holders={state.holders} left={state.left} />
          <ol class="groups" aria-label={m.matching_numbers()}>
            {state.groups.map((group, index) => (
              <li key={index} class={index === state.hidden && !heard ? 'group group-hidden' : 'group'}>
                <span class="small">{m.number_named({ number: index + 1 })}</span>
                <span class="big-code" data-unspoken>
                  {index === state.hidden && !heard ? typed : group}
                </span>
              </li>
            ))}
          </ol>
          <p class="matching-wrong" role="status">
            {entry.name === 'typing' && entry.wrong > 0 && m.matching_wrong({ left: 3 - entry.wrong })}
          </p>
          <SmallPicture call={call} />
        </div>
        <div class="matching-steps stack">
          {heard ? (
            <>
              <p class="lead">{words.heard}</p>
              <p>{m.decide_carefully()}</p>
            </>
          ) : (
            <>
              <p class="lead">{words.first}</p>
              <p>{words.type}</p>
              <NumberPad
                label={m.type_number({ number: state.hidden + 1 })}
                onDigit={onDigit}
                onBack={onBack}
                onClear={() => dispatch({ type: 'clear' })}
              />
            </>
          )}
        </div>
      </div>
      {asked && <WithoutMatching onYes={call.actions.goOnWithoutMatching} onNo={() => setAsked(false)} />}
    </CallFrame>
  );
}
