import type { KioskBell, KioskProblem } from '#protocol';

/** What a person in the booth touched: one of five pictures, or only "call staff". */
export interface ProblemReport {
  problem?: KioskProblem | undefined;
  /** This device's clock, milliseconds. */
  at: number;
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const KEY = 'habeas-problems';
const MOST = 20;
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * Problems that the desk was not told yet. They outlive a reload (the tab's own storage, no person in them) and are
 * sent again every few seconds, in order, until the facility has taken them.
 */
export class ProblemReports {
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (bell: KioskBell) => Promise<void>,
    private readonly kept: Kept,
    private readonly onChange: (waiting: number) => void,
    private readonly again = 3_000,
    private readonly now: () => number = Date.now,
  ) {}

  get waiting(): number {
    return this.#read().length;
  }

  /** Kept at once, sent as soon as the line allows. */
  report(problem: KioskProblem | undefined): void {
    this.#write([...this.#read(), { problem, at: this.now() }].slice(-MOST));
    void this.flush();
  }

  /** Sends what waits; comes back by itself while the line is broken. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    try {
      for (let [first] = this.#read(); first; [first] = this.#read()) {
        const late = Math.round((this.now() - first.at) / 1000);
        const keptSeconds = Math.min(LONGEST_SECONDS, Math.max(0, late));
        await this.send({ ...(first.problem && { problem: first.problem }), keptSeconds });
        this.#write(this.#read().slice(1));
      }
    } catch {
      this.#timer = setTimeout(() => void this.flush(), this.again);
    } finally {
      this.#sending = false;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #read(): ProblemReport[] {
    try {
      const kept: unknown = JSON.parse(this.kept.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? (kept as ProblemReport[]) : [];
    } catch {
      return [];
    }
  }

  #write(reports: readonly ProblemReport[]): void {
    if (reports.length === 0) this.kept.removeItem(KEY);
    else this.kept.setItem(KEY, JSON.stringify(reports));
    this.onChange(reports.length);
  }
}
