import { type CourtChoices, HearingLanguage } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords, languageWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Field } from '../../ui/Field.js';
import { SignLanguage } from '../people/SignLanguage.js';
import { FacilityRoom } from './FacilityRoom.js';
import { INVITED_ROLES, type TypedPerson } from './schedule-typed.js';

interface InvitedPersonProps {
  person: TypedPerson;
  number: number;
  others: readonly TypedPerson[];
  choices: CourtChoices | undefined;
  problem: (field: string) => string | undefined;
  onChange: (what: Partial<TypedPerson>) => void;
  onGone: () => void;
}

const labelOf = ({ role, name, signLanguage }: TypedPerson, fallback: string): string =>
  [name.trim(), role === '' ? '' : courtRoleWords(role, signLanguage)].filter(Boolean).join(', ') || fallback;

/** One row of the form: role, name, language, and from whom this person is protected. */
export function InvitedPerson({ person, number, others, choices, problem, onChange, onGone }: InvitedPersonProps) {
  const { key, role, name, language, signLanguage: signs = false, apart } = person;
  return (
    <fieldset class="court-invited">
      <legend class="unseen">{m.court_person_number({ number })}</legend>
      <div class="row form-times">
        <Field
          label={m.court_role()}
          value={role}
          onInput={(value) => onChange({ role: INVITED_ROLES.find((one) => one === value) ?? '' })}
          options={INVITED_ROLES.map((one) => ({ value: one, label: courtRoleWords(one) }))}
          problem={problem(`role ${key}`)}
        />
        <Field
          label={m.court_name()}
          value={name}
          onInput={(value) => onChange({ name: value })}
          maxLength={120}
          problem={problem(`name ${key}`)}
        />
        <Field
          label={m.language()}
          value={language}
          onInput={(value) => onChange({ language: HearingLanguage.options.find((one) => one === value) ?? language })}
          options={HearingLanguage.options.map((one) => ({ value: one, label: languageWords(one) }))}
        />
        {choices && role === 'counsel' && (
          <Field
            label={m.court_account_of()}
            value={person.attorney ?? ''}
            onInput={(attorney) => onChange({ attorney })}
            options={choices.attorneys.map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
        <Button onPress={onGone}>{m.court_person_gone()}</Button>
      </div>
      {role === 'interpreter' && (
        <SignLanguage chosen={signs} onChoose={(signLanguage) => onChange({ signLanguage })} />
      )}
      {choices && role === 'accused' && (
        <FacilityRoom
          person={person}
          choices={choices}
          counsel={others.filter((one) => one.role === 'counsel' && one.attorney)}
          problem={problem}
          onChange={(room) => onChange({ room })}
        />
      )}
      {others.length > 0 && (
        <details>
          <summary>{apart.length === 0 ? m.court_protect() : m.court_protect_some({ count: apart.length })}</summary>
          <p class="small">{m.court_protect_words()}</p>
          {others.map((other) => (
            <label key={other.key} class="tick">
              <input
                type="checkbox"
                checked={apart.includes(other.key)}
                onChange={(event) =>
                  onChange({
                    apart: event.currentTarget.checked
                      ? [...apart, other.key]
                      : apart.filter((one) => one !== other.key),
                  })
                }
              />
              {labelOf(other, m.court_person_unnamed())}
            </label>
          ))}
        </details>
      )}
    </fieldset>
  );
}
