import { z } from 'zod';
import { type BothWays, bothWays } from './direction.js';
import { TRAFFIC_CLASSES, type TrafficClass } from './traffic-class.js';

const count = z.int().min(0);

/** Of one class since its queue was made: bytes that left it, packets that found no place; and bytes that wait in it now. */
const ClassUse = z.strictObject({ bytes: count, dropped: count, waiting: count });
const WayUse = z.strictObject(
  Object.fromEntries(TRAFFIC_CLASSES.map((name) => [name, ClassUse])) as Record<TrafficClass, typeof ClassUse>,
);

/** What the link agent counted, as it says it with its answer to a plan. */
export const LineUse = z.strictObject({ up: WayUse, down: WayUse });
export type LineUse = z.infer<typeof LineUse>;

/** kbit/s, packets that were dropped, and bytes that wait at its end: of a span of time. */
export interface ClassTraffic {
  readonly kbps: number;
  readonly dropped: number;
  readonly waiting: number;
}
export type LineTraffic = BothWays<Readonly<Record<TrafficClass, ClassTraffic>>>;

/** A counter that got smaller began anew: what it counts since then is all that is known of the span. */
const more = (before: number, after: number): number => (after < before ? after : after - before);

/** What went over the line between two counts, `milliseconds` apart. */
export const trafficBetween = (before: LineUse, after: LineUse, milliseconds: number): LineTraffic =>
  bothWays((way) => {
    const of = (name: TrafficClass): ClassTraffic => {
      const [was, is] = [before[way][name], after[way][name]];
      return {
        kbps: Math.round((more(was.bytes, is.bytes) * 8) / milliseconds),
        dropped: more(was.dropped, is.dropped),
        waiting: is.waiting,
      };
    };
    return Object.fromEntries(TRAFFIC_CLASSES.map((name) => [name, of(name)])) as Record<TrafficClass, ClassTraffic>;
  });

/** All classes together, kbit/s. */
export const wholeTraffic = (traffic: LineTraffic): BothWays<number> =>
  bothWays((way) => TRAFFIC_CLASSES.reduce((sum, name) => sum + traffic[way][name].kbps, 0));
