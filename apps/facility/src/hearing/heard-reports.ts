import type { LossReport } from '#protocol';
import type { HearingConnection } from './hearing-connection.js';

/** A page says it every four seconds: one that comes sooner than this after the last one is not read. */
const LEAST_APART_MS = 2_000;
/** So long a report counts, three of a page's: where much is lost the channel itself stands still for a second or two. */
const COUNTS_MS = 12_000;

/** The last report of each device, while it is connected; nothing is written anywhere. */
export class HeardReports {
  readonly #last = new WeakMap<HearingConnection, { readonly at: number; readonly voices: LossReport['voices'] }>();

  /** `now`: milliseconds. */
  take(device: HearingConnection, { voices }: LossReport, now: number): void {
    const last = this.#last.get(device);
    if (last === undefined || now - last.at >= LEAST_APART_MS) this.#last.set(device, { at: now, voices });
  }

  /** Of this device, if it said something lately. */
  of(device: HearingConnection, now: number): LossReport['voices'] {
    const last = this.#last.get(device);
    return last !== undefined && now - last.at < COUNTS_MS ? last.voices : [];
  }
}
