import { Company, type Presence } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { PresentList } from './PresentList.js';

const COMPANY: Readonly<Record<Company, () => string>> = {
  alone: m.court_alone,
  'with-others': m.court_with_others,
};

/** What somebody says of who is with them; `company` undefined: nothing yet. */
export interface Declared {
  readonly company: Company | undefined;
  readonly present: readonly Presence[];
}

export const UNSAID: Declared = { company: undefined, present: [] };

/** Nothing is missing: who is not alone has said with whom. */
export const isSaid = ({ company, present }: Declared): boolean => company === 'alone' || present.length > 0;

/** Who is in the own room: nobody else, or who. */
export function OwnCompany({ said, onSay }: { said: Declared; onSay: (said: Declared) => void }) {
  return (
    <>
      <fieldset class="company">
        <legend>{m.court_company()}</legend>
        {Company.options.map((one) => (
          <label key={one} class="tick">
            <input
              type="radio"
              name="company"
              checked={said.company === one}
              onChange={() => onSay({ company: one, present: [] })}
            />
            {COMPANY[one]()}
          </label>
        ))}
      </fieldset>
      {said.company === 'with-others' && (
        <PresentList present={said.present} onChange={(present) => onSay({ ...said, present })} />
      )}
    </>
  );
}
