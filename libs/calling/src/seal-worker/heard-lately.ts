import { TICK } from './seal-clock.js';

/** Milliseconds without a frame that a party's key opened, after which nothing arrives of it. Sound has 50 a second, also when muted. */
export const SILENT_AFTER = 2_000;
const LOOKS = SILENT_AFTER / TICK;

/**
 * Which other parties of one keyed attempt were heard lately: their key opened a frame, which nobody else can bring about.
 * So a line that dies without a word of anybody is noticed at both ends. Who was never heard is not missed. Counted in
 * looks, one a TICK: a device that stood still itself has not looked. Parties are places of the round.
 */
export class HeardLately {
  /** Looks since each was heard. */
  readonly #looks = new Map<number, number>();

  heard(party: number): void {
    this.#looks.set(party, 0);
  }

  /** The server says that it left: nothing more is waited for. */
  gone(party: number): void {
    if (this.#looks.has(party)) this.#looks.set(party, LOOKS);
  }

  forget(party: number): void {
    this.#looks.delete(party);
  }

  look(): void {
    for (const [party, looks] of this.#looks) this.#looks.set(party, looks + 1);
  }

  /** Those who were heard, and are not any more. */
  get silent(): readonly number[] {
    return [...this.#looks].filter(([, looks]) => looks >= LOOKS).map(([party]) => party);
  }
}
