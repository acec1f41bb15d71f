import { MIN_PRE_MS, partsAround } from '#hearing';
import { type FacilitySeat, HearingLanguage, HearingRole, type ScheduleHearing } from '#protocol';
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
  /** Of an interpreter. */
  readonly signLanguage?: boolean;
  /** Keys of others. */
  readonly apart: readonly number[];
  /** Of counsel: an attorney's account; empty: comes by a link. */
  readonly attorney?: string;
  /** Of an accused in the facility. */
  readonly room?: TypedRoom | undefined;
}

/**
 * A room of the facility as typed. `counsel`: key of a person; `before`, `after`: minutes, empty for none; `boothBefore`,
 * `boothAfter`: where, empty for the room of the hearing.
 */
export interface TypedRoom {
  readonly detainee: string;
  readonly booth: string;
  readonly counsel: string;
  readonly before: string;
  readonly after: string;
  readonly boothBefore: string;
  readonly boothAfter: string;
  readonly waived: boolean;
}

const LEAST = MIN_PRE_MS / 60_000;
export const NO_ROOM: TypedRoom = {
  detainee: '',
  booth: '',
  counsel: '',
  before: String(LEAST),
  after: '',
  boothBefore: '',
  boothAfter: '',
  waived: false,
};

/** Less time before the hearing than counsel has a right to. */
export const waiverWanted = ({ before }: TypedRoom): boolean => Number(before) < LEAST && before.trim() !== '';

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
    people: typed.people.map(({ key, role, name, language, signLanguage, apart, attorney, room }) => {
      if (role === '') throw new ApiFailure('bad-input', `role ${key}`);
      const protectedFrom = apart
        .map((other) => typed.people.findIndex((one) => one.key === other))
        .filter((index) => index >= 0);
      const account = role === 'counsel' ? attorney : '';
      const own = role === 'accused' ? room : undefined;
      return {
        role,
        name: filled(name, `name ${key}`),
        language,
        ...(role === 'interpreter' && signLanguage === true && { signLanguage }),
        protectedFrom,
        ...(account && { attorney: account }),
        ...(own && { facility: facilityWish(own, key, { typed, from, to }) }),
      };
    }),
  };
}

/** Consultations go up to the beginning of the hearing and on from its end, in its room or another one. */
function facilityWish(
  room: TypedRoom,
  key: number,
  { typed, from, to }: { typed: TypedHearing; from: string; to: string },
): FacilitySeat {
  const booth = filled(room.booth, `booth ${key}`);
  const counsel = typed.people.findIndex((one) => String(one.key) === room.counsel);
  if (counsel < 0) throw new ApiFailure('bad-input', `counsel ${key}`);
  const [before, after] = [minutesOf(room.before, `before ${key}`), minutesOf(room.after, `after ${key}`)];
  const { pre, post } = partsAround({ booth, from, to }, { before, after });
  return {
    detainee: filled(room.detainee, `detainee ${key}`),
    booth,
    counsel,
    ...(pre && { pre: { ...pre, booth: room.boothBefore || booth } }),
    ...(post && { post: { ...post, booth: room.boothAfter || booth } }),
    ...(waiverWanted(room) && room.waived && { waived: true as const }),
  };
}

function minutesOf(text: string, field: string): number {
  const minutes = Number(text.trim() || '0');
  if (!Number.isInteger(minutes) || minutes < 0) throw new ApiFailure('bad-input', field);
  return minutes;
}

function filled(value: string, field: string): string {
  const text = value.trim();
  if (text === '') throw new ApiFailure('bad-input', field);
  return text;
}
