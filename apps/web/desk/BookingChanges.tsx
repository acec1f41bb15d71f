import type { DeskChoices } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { dayWords } from '../text/moments.js';
import type { FieldName, TypedBooking } from './booking-fields.js';

interface BookingChangesProps {
  before: TypedBooking;
  typed: TypedBooking;
  fields: readonly FieldName[];
  /** Of every kind that a booking names. */
  people: DeskChoices['attorneys'];
}

const LABELS: Readonly<Record<FieldName, () => string>> = {
  detainee: m.detainee_number,
  attorney: m.attorney,
  coCounsel: m.co_counsel,
  interpreter: m.interpreter,
  booth: m.booth,
  date: m.date,
  from: m.from,
  to: m.to,
  soundOnly: m.sound_only,
};

const PEOPLE: readonly FieldName[] = ['attorney', 'coCounsel', 'interpreter'];

/** Old → new of every field that is other than before, and who will be told. */
export function BookingChanges({ before, typed, fields, people }: BookingChangesProps) {
  const shown = (name: FieldName, value: string): string => {
    if (name === 'date') return value && dayWords(value);
    if (name === 'soundOnly') return value === 'yes' ? m.yes() : m.no();
    if (!PEOPLE.includes(name)) return value;
    return value === '' ? m.nobody() : (people.find(({ id }) => id === value)?.name ?? '');
  };
  return (
    <div class="changes stack">
      <p class="lead">{m.changes_title()}</p>
      {fields.length === 0 && <p>{m.amend_nothing()}</p>}
      <dl class="facts">
        {fields.map((name) => (
          <div key={name} class="facts-line">
            <dt>{LABELS[name]()}</dt>
            <dd>{m.old_new({ old: shown(name, before[name]), fresh: shown(name, typed[name]) })}</dd>
          </div>
        ))}
      </dl>
      {fields.length > 0 && <p class="small">{m.amend_told()}</p>}
    </div>
  );
}
