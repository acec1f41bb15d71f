import type { CourtChoices } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { Field } from '../../ui/Field.js';
import type { TypedPerson, TypedRoom } from './schedule-typed.js';
import { NO_ROOM, waiverWanted } from './schedule-typed.js';

interface FacilityRoomProps {
  person: TypedPerson;
  choices: CourtChoices;
  /** Counsel who come in by an account. */
  counsel: readonly TypedPerson[];
  problem: (field: string) => string | undefined;
  onChange: (room: TypedRoom | undefined) => void;
}

const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** Where in the facility an accused takes part, with whom a word is private, and how long before and after they talk. */
export function FacilityRoom({ person: { key, room }, choices, counsel, problem, onChange }: FacilityRoomProps) {
  const field = (name: Exclude<keyof TypedRoom, 'waived'>) => ({
    value: room?.[name] ?? '',
    onInput: (value: string) => onChange({ ...(room ?? NO_ROOM), [name]: value }),
    problem: problem(`${name} ${key}`),
  });
  const elsewhere = {
    placeholder: m.court_booth_same(),
    options: same(choices.booths.filter((booth) => booth !== room?.booth)),
  };
  return (
    <fieldset class="stack court-room-of">
      <legend class="unseen">{m.court_in_facility()}</legend>
      <label class="tick">
        <input
          type="checkbox"
          checked={room !== undefined}
          onChange={(event) => onChange(event.currentTarget.checked ? NO_ROOM : undefined)}
        />
        {m.court_in_facility()}
      </label>
      {room && (
        <>
          <div class="row form-times">
            <Field label={m.detainee_number()} {...field('detainee')} options={same(choices.detainees)} />
            <Field label={m.booth()} {...field('booth')} options={same(choices.booths)} />
            <Field
              label={m.court_own_counsel()}
              {...field('counsel')}
              options={counsel.map((one) => ({
                value: String(one.key),
                label: one.name.trim() || m.court_person_unnamed(),
              }))}
            />
          </div>
          <div class="row form-times">
            <Field label={m.court_minutes_before()} {...field('before')} maxLength={3} />
            <Field label={m.court_booth_before()} {...field('boothBefore')} {...elsewhere} />
          </div>
          <div class="row form-times">
            <Field label={m.court_minutes_after()} {...field('after')} maxLength={3} />
            <Field label={m.court_booth_after()} {...field('boothAfter')} {...elsewhere} />
          </div>
          {waiverWanted(room) && (
            <label class="tick">
              <input
                type="checkbox"
                checked={room.waived}
                onChange={(event) => onChange({ ...room, waived: event.currentTarget.checked })}
              />
              {m.court_waived()}
            </label>
          )}
          <p class="small">{m.court_in_facility_words()}</p>
        </>
      )}
    </fieldset>
  );
}
