import type { SealAbortCode } from '#seal';

/** Milliseconds without an OFFER, with everybody here, after which a device without keys asks for one. */
const ASK_AFTER = 1_500;
/** The same for a device that holds a round, and waits for the others to resume it with. */
const ASK_AFTER_RESUME = 5_000;
/** Milliseconds after a failed attempt in which the next OFFER must come. */
const GIVE_UP_AFTER = 12_000;

/** Failures of a handshake (E2EE.md §3) that the next automatic attempt may mend; no key was in use yet. */
const MENDABLE: ReadonlySet<string> = new Set<SealAbortCode>([
  'late-commit',
  'commit-mismatch',
  'duplicate',
  'bad-reveal',
  'bad-confirm',
  'timeout',
]);

/** Waits for the OFFER that must come: asks once when none comes, gives up when a failed attempt has no successor. */
export class OfferPatience {
  #ask: ReturnType<typeof setTimeout> | undefined;
  #giveUp: ReturnType<typeof setTimeout> | undefined;
  #offered = false;
  #asked = false;

  constructor(readonly ask: () => void) {}

  /** An OFFER is here, or none is needed. */
  offered(): void {
    this.#offered = true;
    this.stop();
  }

  /** Everybody is here: a page without keys needs an OFFER; `holds`: unless the round that it holds is resumed. */
  everybodyHere(holds = false): void {
    if (this.#offered || this.#asked || this.#ask !== undefined) return;
    const wait = holds ? ASK_AFTER_RESUME : ASK_AFTER;
    this.#ask = setTimeout(() => {
      this.#asked = true;
      this.ask();
    }, wait);
  }

  /** True when the next attempt may follow by itself; `giveUp` is called if none comes. */
  mends(code: string, giveUp: () => void): boolean {
    if (!MENDABLE.has(code)) return false;
    clearTimeout(this.#giveUp);
    this.#giveUp = setTimeout(giveUp, GIVE_UP_AFTER);
    return true;
  }

  stop(): void {
    clearTimeout(this.#ask);
    clearTimeout(this.#giveUp);
    this.#ask = undefined;
  }
}
