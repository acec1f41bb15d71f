import { HearingLanguage, HearingRole, type ScheduleHearing } from '#protocol';
import { ApiFailure } from '../../api/call-api.js';
import { clockTime, instantOf } from '../../text/moments.js';

export type InvitedRole = Exclude<HearingRole, 'clerk'>;
export const INVITED_ROLES = HearingRole.options.filter((role): role is InvitedRole => role !== 'clerk');

/** `key`: of this form only, so that rows keep what was typed when one above them goes. */
export interface TypedPerson {
  readonly key: number;
  readonly role: InvitedRole | '';
  readonly name: string;
  readonly language: HearingLanguage;
  /** Keys of others. */
  readonly apart: readonly number[];
}

export interface TypedHearing {
  readonly caseNumber: string;
  readonly courtroom: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly TypedPerson[];
}

/** A usual hearing, to be changed. */
export const usualHearing = (day: string): TypedHearing => ({
  caseNumber: '',
  courtroom: '',
  day,
  from: '',
  to: '',
  people: (['judge', 'prosecutor', 'counsel', 'accused'] as const).map((role, key) => ({
    key,
    role,
    name: '',
    language: 'ru',
    apart: [],
  })),
});

export const personAdded = (typed: TypedHearing): TypedHearing => ({
  ...typed,
  people: [
    ...typed.people,
    { key: Math.max(-1, ...typed.people.map(({ key }) => key)) + 1, role: '', name: '', language: 'ru', apart: [] },
  ],
});

export const personGone = (typed: TypedHearing, gone: number): TypedHearing => ({
  ...typed,
  people: typed.people
    .filter(({ key }) => key !== gone)
    .map((one) => ({ ...one, apart: one.apart.filter((key) => key !== gone) })),
});

export const personChanged = (typed: TypedHearing, key: number, what: Partial<TypedPerson>): TypedHearing => ({
  ...typed,
  people: typed.people.map((one) => (one.key === key ? { ...one, ...what } : one)),
});

/** Throws ApiFailure with the field that is missing or wrong: of a person, `name <key>` or `role <key>`. */
export function hearingWish(typed: TypedHearing, zone: string): ScheduleHearing {
  const caseNumber = filled(typed.caseNumber, 'caseNumber');
  const courtroom = filled(typed.courtroom, 'courtroom');
  const from = instantOf(typed.day, clockTime(typed.from), zone);
  if (from === undefined) throw new ApiFailure('times-wrong', 'from');
  const to = instantOf(typed.day, clockTime(typed.to), zone);
  if (to === undefined || to <= from) throw new ApiFailure('times-wrong', 'to');
  if (typed.people.length === 0) throw new ApiFailure('bad-input', 'people');
  return {
    caseNumber,
    courtroom,
    from,
    to,
    people: typed.people.map(({ key, role, name, language, apart }) => {
      if (role === '') throw new ApiFailure('bad-input', `role ${key}`);
      const protectedFrom = apart
        .map((other) => typed.people.findIndex((one) => one.key === other))
        .filter((index) => index >= 0);
      return { role, name: filled(name, `name ${key}`), language, protectedFrom };
    }),
  };
}

function filled(value: string, field: string): string {
  const text = value.trim();
  if (text === '') throw new ApiFailure('bad-input', field);
  return text;
}
