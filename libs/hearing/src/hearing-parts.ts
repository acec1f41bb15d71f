import type { BoothSlot, FacilitySeat } from '#protocol';
import { HearingError } from './hearing-error.js';

/** Half-open: `from` belongs to it, `to` does not. */
interface Times {
  readonly from: Date;
  readonly to: Date;
}

/** What one booking of an accused consists of: the hearing in the facility's room, and consultations before and after it. */
export interface PartTimes {
  readonly hearing: Times;
  readonly pre?: Times | undefined;
  readonly post?: Times | undefined;
}

/** A consultation before a hearing is at least so long (milliseconds), unless counsel waives it. */
export const MIN_PRE_MS = 30 * 60_000;

/**
 * Consultations lie before and after the hearing, and overlap nothing of it. `waived`: counsel has said that a shorter one
 * before it is enough. @throws HearingError `times-wrong`, `parts-overlap`, `pre-too-short` with the part as field.
 */
export function checkParts({ hearing, pre, post }: PartTimes, waived: boolean): void {
  for (const [part, times] of Object.entries({ pre, hearing, post })) {
    if (times !== undefined && !(times.to > times.from)) throw new HearingError('times-wrong', part);
  }
  if (pre !== undefined && pre.to > hearing.from) throw new HearingError('parts-overlap', 'pre');
  if (post !== undefined && hearing.to > post.from) throw new HearingError('parts-overlap', 'post');
  if (pre !== undefined && !waived && pre.to.getTime() - pre.from.getTime() < MIN_PRE_MS)
    throw new HearingError('pre-too-short', 'pre');
}

/** Minutes that client and counsel have in the room before a hearing, and after it; 0: none. */
export interface MinutesAround {
  readonly before: number;
  readonly after: number;
}

/** Consultations in the room of the hearing, up to its beginning and from its end on. */
export function partsAround(
  { booth, from, to }: BoothSlot,
  { before, after }: MinutesAround,
): Pick<FacilitySeat, 'pre' | 'post'> {
  const shifted = (time: string, minutes: number) => new Date(Date.parse(time) + minutes * 60_000).toISOString();
  return {
    ...(before > 0 && { pre: { booth, from: shifted(from, -before), to: from } }),
    ...(after > 0 && { post: { booth, from: to, to: shifted(to, after) } }),
  };
}

/** All parts with the hearing at another time: each keeps its length and its distance to the end of the hearing it is next to. */
export function movedParts({ hearing, pre, post }: PartTimes, to: Times): PartTimes {
  const shifted = (times: Times, by: number): Times => ({
    from: new Date(times.from.getTime() + by),
    to: new Date(times.to.getTime() + by),
  });
  return {
    hearing: { from: to.from, to: to.to },
    ...(pre !== undefined && { pre: shifted(pre, to.from.getTime() - hearing.from.getTime()) }),
    ...(post !== undefined && { post: shifted(post, to.to.getTime() - hearing.to.getTime()) }),
  };
}
