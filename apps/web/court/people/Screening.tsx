import type { HearingRole } from '#protocol';
import { courtRoleWords } from '../../text/court-words.js';

interface ScreeningProps {
  title: string;
  words: string;
  others: readonly { readonly seat: number; readonly name: string; readonly role: HearingRole }[];
  chosen: readonly number[];
  onChoose: (seats: readonly number[]) => void;
}

/** Seats to be chosen, for one direction of keeping people from each other. */
export function Screening({ title, words, others, chosen, onChoose }: ScreeningProps) {
  if (others.length === 0) return null;
  return (
    <fieldset class="company">
      <legend>{title}</legend>
      <p class="small">{words}</p>
      {others.map(({ seat, name, role }) => (
        <label key={seat} class="tick">
          <input
            type="checkbox"
            checked={chosen.includes(seat)}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, seat] : chosen.filter((one) => one !== seat))
            }
          />
          {name}, {courtRoleWords(role)}
        </label>
      ))}
    </fieldset>
  );
}
