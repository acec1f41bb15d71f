import { AUDIBILITY } from './audibility-constants.js';
import type { PlaneSecond } from './raw-second.js';

/**
 * What the plane counted for one listener of one speaker since the handle was made. `report`: what the listener's browser
 * acknowledged in RTCP receiver reports (RFC 3550 §6.4.1), received = expected less lost; absent where the plane cannot tell.
 */
export interface PlaneCounters {
  readonly forwarded: number;
  readonly report?: { readonly received: number; readonly lost: number };
}

/** `sinceReport`: seconds since the counters of the last report; undefined before the first. */
export interface PlaneState {
  readonly counters: PlaneCounters;
  readonly sinceReport: number | undefined;
}

/** `second` is undefined for the first look, and where a counter decreased: it was reset. */
export interface PlaneStep {
  readonly state: PlaneState;
  readonly second?: PlaneSecond;
}

/** The second between two looks at the plane, which its reader takes once a second. */
export function planeStep(before: PlaneState | undefined, counters: PlaneCounters): PlaneStep {
  const first = counters.report === undefined ? undefined : 0;
  if (before === undefined || counters.forwarded < before.counters.forwarded)
    return { state: { counters, sinceReport: first } };
  const forwarded = counters.forwarded - before.counters.forwarded;
  const [then, now] = [before.counters.report, counters.report];
  if (then === undefined || now === undefined || before.sinceReport === undefined || now.received < then.received)
    return { state: { counters, sinceReport: first }, second: { forwarded } };
  const over = before.sinceReport + 1;
  if (now.received === then.received && now.lost === then.lost)
    return { state: { counters, sinceReport: over }, second: { forwarded } };
  const state = { counters, sinceReport: 0 };
  if (over > AUDIBILITY.report.mostSeconds) return { state, second: { forwarded } };
  // Losses may decrease: what was sent again has come.
  const report = { over, received: now.received - then.received, lost: Math.max(0, now.lost - then.lost) };
  return { state, second: { forwarded, report } };
}
