import { type BothWays, bothWays, type LineTraffic, type LineUse, trafficBetween, wholeTraffic } from '#link';

/** Counts that are closer say little: one large packet more or less would show. */
const SHORTEST_MS = 5_000;
/** What is older is not now. */
const STALE_MS = 30_000;

/** The most that went over a direction, kbit/s, and when. */
export interface MostSeen {
  readonly kbps: number;
  readonly at: number;
}

/** What goes over the line, from the counts that come with the link agent's answers; since the facility's start. */
export class LineMeter {
  #last: { readonly use: LineUse; readonly at: number } | undefined;
  #traffic: LineTraffic | undefined;
  #most: BothWays<MostSeen | undefined> = { up: undefined, down: undefined };

  /** Undefined: the agent counts nothing, or has no queues now. */
  took(use: LineUse | undefined, at: number): void {
    const before = this.#last;
    if (use === undefined || before === undefined || at - before.at > STALE_MS) {
      this.#last = use && { use, at };
      this.#traffic = undefined;
      return;
    }
    if (at - before.at < SHORTEST_MS) return;
    const traffic = trafficBetween(before.use, use, at - before.at);
    const whole = wholeTraffic(traffic);
    this.#most = bothWays((way) => {
      const most = this.#most[way];
      return whole[way] > (most?.kbps ?? 0) ? { kbps: whole[way], at } : most;
    });
    this.#last = { use, at };
    this.#traffic = traffic;
  }

  traffic(at: number): LineTraffic | undefined {
    return this.#last !== undefined && at - this.#last.at <= STALE_MS ? this.#traffic : undefined;
  }

  get most(): BothWays<MostSeen | undefined> {
    return this.#most;
  }
}
