import type { BothWays, Reservation } from '#link';
import type { LineTestOutcome, LineTestState } from '#protocol';
import type { LineMeasurements } from './line-measurements.js';

/** Nothing is tested so soon before a hearing. */
const BEFORE_HEARING_MS = 10 * 60_000;
/** A test takes two times three seconds of the line: so much rest makes that one fiftieth of it at the most. */
const REST_MS = 5 * 60_000;
/** The line is tested by itself when the last measurement is so old. */
const DUE_MS = 6 * 3_600_000;
/** While a test runs it is looked so often whether somebody needs the line. */
const WATCH_MS = 500;

export interface LineTestMeans {
  /** Absent: there is no far end to test against. */
  readonly measure: ((signal: AbortSignal) => Promise<BothWays<number>>) | undefined;
  /** Sessions that run or are to run between the two. */
  readonly conversations: (from: Date, to: Date) => Promise<readonly Reservation[]>;
  /** Does the work while the line is first come, first served. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
  readonly measurements: Pick<LineMeasurements, 'add' | 'latest'>;
  /** Why a test found nothing; a sentence of the system, without a name. */
  readonly failed: (why: string) => void;
  readonly now: () => Date;
}

/** Tests what the line carries: never while somebody talks over it, nor shortly before a hearing. */
export class LineTest {
  #running = false;
  #lastBegun: number | undefined;

  constructor(private readonly means: LineTestMeans) {}

  /** Whether it can be tested now; `after`: when that is over, as far as it is known. */
  async state(): Promise<LineTestState> {
    if (this.means.measure === undefined) return { whyNot: 'no-far-end' };
    if (this.#running) return { whyNot: 'runs' };
    const taken = await this.#taken();
    if (taken !== undefined) return taken;
    const rested = (this.#lastBegun ?? -Infinity) + REST_MS;
    return this.means.now().getTime() < rested ? { whyNot: 'just-now', after: new Date(rested).toISOString() } : {};
  }

  /** Does not reject. */
  async run(): Promise<LineTestOutcome> {
    const { measure, aside, measurements, failed, now } = this.means;
    if (measure === undefined || (await this.state()).whyNot !== undefined || this.#running) return 'not-now';
    this.#running = true;
    this.#lastBegun = now().getTime();
    const needed = new AbortController();
    const look = () => this.#taken().then((taken) => taken && needed.abort());
    const watching = setInterval(() => void look().catch(() => undefined), WATCH_MS);
    try {
      await measurements.add(await aside(() => measure(needed.signal)));
      return 'measured';
    } catch (error) {
      failed(needed.signal.aborted ? 'somebody needed the line' : (error as Error).message);
      return needed.signal.aborted ? 'given-up' : 'no-answer';
    } finally {
      clearInterval(watching);
      this.#running = false;
    }
  }

  /** To be called again and again: tests when it is due and nobody is kept from anything. Does not reject. */
  async look(): Promise<void> {
    const { measure, measurements, now, failed } = this.means;
    if (measure === undefined) return;
    try {
      const last = await measurements.latest();
      if (last === undefined || now().getTime() - Date.parse(last.at) >= DUE_MS) await this.run();
    } catch (error) {
      failed((error as Error).message);
    }
  }

  async #taken(): Promise<LineTestState | undefined> {
    const from = this.means.now();
    const all = await this.means.conversations(from, new Date(from.getTime() + BEFORE_HEARING_MS));
    const found = (kind: 'hearing' | 'booth', runs: boolean) =>
      all.find(({ session }) => session.kind === kind && (session.state === 'running') === runs);
    const hearing = found('hearing', true);
    if (hearing !== undefined) return { whyNot: 'hearing' };
    const soon = found('hearing', false);
    if (soon !== undefined) return { whyNot: 'hearing-soon', after: soon.slot.to.toISOString() };
    return found('booth', true) === undefined ? undefined : { whyNot: 'booth' };
  }
}
