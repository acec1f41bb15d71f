import { Presence } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { presenceWords } from '../../text/present-words.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

/** At the screen of who is asked to: show the room, say who is there, and that it is done. Nothing for anybody else. */
export function ShowRoom({ court: { view, actions, lostSince } }: { court: CourtProps }) {
  /** Undefined: nothing was said yet; nobody is there: empty. */
  const [present, say] = useState<readonly Presence[]>();
  if (view.state !== 'open' || view.you.roomCheck !== 'asked') return null;
  const tick = (one: Presence) => (on: boolean) => {
    const others = (present ?? []).filter((other) => other !== one);
    say(on ? [...others, one] : others.length > 0 ? others : undefined);
  };
  const rows = [
    { words: m.court_present_nobody(), on: present?.length === 0, change: (on: boolean) => say(on ? [] : undefined) },
    ...Presence.options.map((one) => ({
      words: presenceWords(one),
      on: present?.includes(one) === true,
      change: tick(one),
    })),
  ];
  return (
    <section class="court-panel court-show stack" aria-labelledby="show-room">
      <div role="status">
        <h2 id="show-room">{m.court_show_you()}</h2>
      </div>
      <p id="show-room-how">{m.court_show_you_words()}</p>
      <fieldset class="company">
        <legend>{m.court_present_who()}</legend>
        <div class="court-show-who">
          {rows.map(({ words, on, change }) => (
            <label key={words} class="tick">
              <input type="checkbox" checked={on} onChange={(event) => change(event.currentTarget.checked)} />
              {words}
            </label>
          ))}
        </div>
      </fieldset>
      <Button
        wide
        why="show-room-how"
        off={lostSince !== undefined || present === undefined}
        onPress={() => {
          if (present !== undefined) actions.say({ type: 'room-shown', present: [...present] });
          say(undefined);
        }}
      >
        {m.court_show_done()}
      </Button>
    </section>
  );
}
