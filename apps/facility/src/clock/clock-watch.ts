import type { LeafDraft } from '../audit/leaf-draft.js';
import type { ClockState } from './clock-state.js';

/** Beyond this a clock is wrong: times in the record are minutes and hours, and a slip opens within minutes. */
export const CLOCK_LIMIT_S = 2;
/** So long a clock may be kept by nothing before it is entered: after a start it takes a while. */
const UNKEPT_MS = 600_000;

/** Two clocks: what the world calls it, and one that only runs on. Milliseconds. */
export interface Clocks {
  readonly wall: () => number;
  readonly running: () => number;
}

type Trouble = 'jump' | 'offset' | 'unsynchronised';

/**
 * Watches the machine's clock: how far off it is as its source says, and whether somebody set it while this process ran, which
 * shows as a difference between wall clock and running clock. Changes for the worse and back are entered.
 */
export class ClockWatch {
  #state: ClockState = { source: 'unknown', synchronised: undefined, offset: undefined };
  #lead: number;
  #unkeptSince: number | undefined;
  #entered: Trouble | undefined;
  #jumpedBy = 0;
  #jumpedAt: number | undefined;

  constructor(
    private readonly clocks: Clocks,
    private readonly ask: () => Promise<ClockState>,
    private readonly enter: (entry: LeafDraft<'clock.off'>) => Promise<void>,
  ) {
    this.#lead = clocks.wall() - clocks.running();
  }

  get state(): ClockState {
    return this.#state;
  }

  /** The last time somebody set the clock by more than the limit while this process ran. */
  get jump(): { readonly at: Date; readonly seconds: number } | undefined {
    return this.#jumpedAt === undefined ? undefined : { at: new Date(this.#jumpedAt), seconds: this.#jumpedBy };
  }

  /** False once the clock jumped in this process's life, and while it is known to be off. */
  get trusted(): boolean {
    return this.#jumpedAt === undefined && this.#entered !== 'offset';
  }

  /** Looks at both; call it every few seconds. Rejects when an entry could not be written: it is then tried again. */
  async look(): Promise<void> {
    const lead = this.clocks.wall() - this.clocks.running();
    const jumped = (lead - this.#lead) / 1000;
    if (Math.abs(jumped) > CLOCK_LIMIT_S) {
      await this.#tell('jump', jumped);
      this.#jumpedBy = jumped;
      this.#jumpedAt = this.clocks.wall();
    }
    // Slow steering is no jump.
    this.#lead = lead;
    this.#state = await this.ask();
    const { synchronised, offset } = this.#state;
    if (synchronised === false) this.#unkeptSince ??= this.clocks.running();
    else this.#unkeptSince = undefined;
    const unkept = this.#unkeptSince !== undefined && this.clocks.running() - this.#unkeptSince >= UNKEPT_MS;
    const off = offset !== undefined && Math.abs(offset) > CLOCK_LIMIT_S;
    const trouble = off ? 'offset' : unkept ? 'unsynchronised' : undefined;
    if (trouble === this.#entered) return;
    await this.#tell(trouble ?? 'good', offset ?? 0);
    this.#entered = trouble;
  }

  #tell(cause: Trouble | 'good', seconds: number): Promise<void> {
    return this.enter({ type: 'clock.off', public: { cause, seconds: Math.round(seconds) } });
  }
}
