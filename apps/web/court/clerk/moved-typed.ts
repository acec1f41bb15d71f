import { OTHER_SLOT_HELPS } from '#booking';
import { movedParts, type PartTimes } from '#hearing';
import type { HearingPart, HearingRow, MoveHearing } from '#protocol';
import { ApiFailure } from '../../api/call-api.js';
import { clock, clockTime, dayOf, instantOf } from '../../text/moments.js';

/** Another time of a hearing as typed, by the clock of the facility. */
export interface TypedTime {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

export const typedTime = ({ from, to }: MoveHearing, zone: string): TypedTime => ({
  day: dayOf(from, zone),
  from: clock(from, zone),
  to: clock(to, zone),
});

/** Throws ApiFailure `times-wrong` with the field at fault. */
export function movedTo({ day, from, to }: TypedTime, zone: string): MoveHearing {
  const begins = instantOf(day, clockTime(from), zone);
  if (begins === undefined) throw new ApiFailure('times-wrong', day === '' ? 'day' : 'from');
  const ends = instantOf(day, clockTime(to), zone);
  if (ends === undefined || ends <= begins) throw new ApiFailure('times-wrong', 'to');
  return { from: begins, to: ends };
}

/** The field beside which a refusal stands: whatever is taken or closed at that time is so from its beginning. */
export function movedProblem({ code, field }: ApiFailure): keyof TypedTime | undefined {
  if (code === 'times-wrong') return (['day', 'from'] as const).find((one) => one === field) ?? 'to';
  return TAKEN.has(code) ? 'from' : undefined;
}

const TAKEN: ReadonlySet<ApiFailure['code']> = new Set([...OTHER_SLOT_HELPS, 'courtroom-taken', 'not-here']);

export interface MovedPart extends MoveHearing {
  readonly seat: number;
  readonly part: HearingPart;
  readonly booth: string;
  readonly before: MoveHearing;
}

/** What becomes of the rooms of a hearing at another time, in the order of the row. */
export const partsMoved = ({ parts }: Pick<HearingRow, 'parts'>, to: MoveHearing): MovedPart[] =>
  parts.map(({ seat, part, booth, from, to: until }) => {
    const moved = partsOf(parts, seat, to)?.[part];
    const now = moved === undefined ? { from, to: until } : written(moved);
    return { seat, part, booth, ...now, before: { from, to: until } };
  });

function partsOf(parts: HearingRow['parts'], seat: number, to: MoveHearing): PartTimes | undefined {
  const of = (part: HearingPart) => {
    const found = parts.find((one) => one.seat === seat && one.part === part);
    return found && dates(found);
  };
  const hearing = of('hearing');
  return hearing && movedParts({ hearing, pre: of('pre'), post: of('post') }, dates(to));
}

const dates = ({ from, to }: MoveHearing) => ({ from: new Date(from), to: new Date(to) });
const written = ({ from, to }: ReturnType<typeof dates>): MoveHearing => ({
  from: from.toISOString(),
  to: to.toISOString(),
});

/** Who is told of another time by a notice, and who only if the clerk tells them. */
export function toldOfMove({ people, parts }: Pick<HearingRow, 'people' | 'parts'>) {
  const counsel = new Set(parts.map((one) => one.counsel));
  const inFacility = new Set(parts.map(({ seat }) => seat));
  const others = people.filter(({ role }) => role !== 'clerk');
  return {
    byNotice: others.filter(({ seat }) => counsel.has(seat)),
    // Who is in the facility is fetched at the new time.
    byClerk: others.filter(({ seat }) => !counsel.has(seat) && !inFacility.has(seat)),
  };
}
