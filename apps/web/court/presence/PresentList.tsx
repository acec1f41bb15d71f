import { Presence } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { presenceWords } from '../../text/present-words.js';

interface PresentListProps {
  present: readonly Presence[];
  onChange: (present: readonly Presence[]) => void;
}

/** Others in the own room, by what they are there. */
export function PresentList({ present, onChange }: PresentListProps) {
  return (
    <fieldset class="company">
      <legend>{m.court_present_who()}</legend>
      {Presence.options.map((one) => (
        <label key={one} class="tick">
          <input
            type="checkbox"
            checked={present.includes(one)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...present, one] : present.filter((other) => other !== one))
            }
          />
          {presenceWords(one)}
        </label>
      ))}
    </fieldset>
  );
}
