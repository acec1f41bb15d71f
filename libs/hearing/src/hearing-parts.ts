import { HearingError } from './hearing-error.js';

/** Half-open: `from` belongs to it, `to` does not. */
interface Times {
  readonly from: Date;
  readonly to: Date;
}

/** What one booking of an accused consists of: the hearing in the facility's room, and consultations before and after it. */
export interface HearingParts {
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
export function checkParts({ hearing, pre, post }: HearingParts, waived: boolean): void {
  for (const [part, times] of Object.entries({ pre, hearing, post })) {
    if (times !== undefined && !(times.to > times.from)) throw new HearingError('times-wrong', part);
  }
  if (pre !== undefined && pre.to > hearing.from) throw new HearingError('parts-overlap', 'pre');
  if (post !== undefined && hearing.to > post.from) throw new HearingError('parts-overlap', 'post');
  if (pre !== undefined && !waived && pre.to.getTime() - pre.from.getTime() < MIN_PRE_MS)
    throw new HearingError('pre-too-short', 'pre');
}

/** All parts with the hearing at another time: each keeps its length and its distance to the end of the hearing it is next to. */
export function movedParts({ hearing, pre, post }: HearingParts, to: Times): HearingParts {
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
