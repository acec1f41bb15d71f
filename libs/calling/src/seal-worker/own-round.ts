import { acceptOffer, type Expected, type Phase, SealError, SUITE } from '#seal';
import type { StoredBooking } from '../seal-messages.js';
import type { KeptRound, KeptRounds } from './kept-rounds.js';
import type { KeyedSession } from './keyed-session.js';

/** Milliseconds after the booking's end for which a round may be kept (E2EE.md §7). */
const KEPT_AFTER_END = 15 * 60_000;

/** The round that this device would come back to, and all that is left of it: a keyed attempt without a pair's keys. */
export interface Returned {
  readonly kept: KeptRound;
  readonly handshake: Phase<'keyed'>;
}

/** Keeps this device's round of one booking from keyed on, and wipes it at the end. A store that fails costs a new code. */
export class OwnRound {
  #about: { readonly booking: string; readonly until: number } | undefined;
  #noted = '';
  #queue: Promise<void> = Promise.resolve();

  constructor(private readonly rounds: KeptRounds) {}

  /** A kiosk (an enrolled device) serves one person after another: it keeps nothing of any other booking. */
  async begin({ booking, ends, device }: StoredBooking, expected: Expected): Promise<Returned | undefined> {
    this.#about = { booking, until: Date.parse(ends) + KEPT_AFTER_END };
    if (device) this.#enqueue(() => this.rounds.wipeOthers(booking));
    const kept = await this.rounds.find(booking);
    const handshake = kept && (await handshakeOf(kept, expected));
    return handshake && { kept, handshake };
  }

  /** Keeps what is new. */
  note(round: string, session: KeyedSession): void {
    const { matching, returns, verdicts, handshake } = session;
    const news = JSON.stringify([round, matching, returns, verdicts]);
    if (!this.#about || news === this.#noted) return;
    this.#noted = news;
    const { context, transcript, visit } = handshake;
    const kept = { ...this.#about, round, context, transcript, visit, matching, returns, verdicts };
    this.#enqueue(() => this.rounds.keep(kept));
  }

  wipe(): void {
    const { booking } = this.#about ?? {};
    this.#noted = '';
    if (booking !== undefined) this.#enqueue(() => this.rounds.wipe(booking));
  }

  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(() => undefined);
  }
}

/** Judged like an OFFER, as the booking may have changed; what is kept of another version is of no use. */
async function handshakeOf(kept: KeptRound, expected: Expected): Promise<Phase<'keyed'> | undefined> {
  const { transcript, visit } = kept;
  const { round, roster } = kept.context;
  const offer = { suite: SUITE, booking: expected.booking, round, roster };
  try {
    const context = await acceptOffer(offer, expected, () => false);
    return { phase: 'keyed', context, transcript, visit, pairs: [], waiting: [], since: 0 };
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
