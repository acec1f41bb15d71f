import { type Bytes, sameBytes, toHex } from './bytes.js';
import { contextHash, encodeContext, type Offer } from './context.js';
import { complete, openReveals, withSlot } from './handshake-phases.js';
import type { Slots, Transcript } from './handshake-state.js';
import { hashCommits } from './reveal.js';
import { SealError } from './seal-error.js';
import { openVerdict } from './verdict.js';
import { decodeCommit, type Incoming, splitRevealBody } from './wire.js';

/** A verdict as relayed. `valid`: signed by the visit key of `T`. Hex throughout; `signature` is 64 bytes. */
export interface ObservedVerdict {
  readonly party: number;
  readonly same: boolean;
  readonly valid: boolean;
  readonly visitKey: string;
  readonly T: string;
  readonly signature: string;
}

/**
 * The server's side of one OFFER: folds what it relays, to write ledger entries that others can check.
 * Devices never trust it, and it can tell nothing of what they conclude. Take messages one after another.
 */
export class TranscriptObserver {
  #commits: Slots<Bytes>;
  #reveals: Slots<Bytes>;
  #transcript: Transcript | undefined;

  private constructor(
    private readonly offer: Offer,
    private readonly ctxh: Bytes,
  ) {
    this.#commits = offer.roster.map(() => undefined);
    this.#reveals = this.#commits;
  }

  /** Throws RangeError when ids of the offer do not have 16 bytes. */
  static async of(offer: Offer): Promise<TranscriptObserver> {
    return new TranscriptObserver(offer, await contextHash(encodeContext(offer)));
  }

  /** The transcript once every party revealed what it committed to; `undefined` until then, or if they do not fit. */
  get transcript(): Transcript | undefined {
    return this.#transcript;
  }

  /** Takes one relayed message. Answers a verdict's meaning; for anything else, or without a transcript, nothing. */
  async take({ step, from, body }: Incoming): Promise<ObservedVerdict | undefined> {
    if (!Number.isInteger(from) || !this.offer.roster[from]) return undefined;
    try {
      if (step === 'commit') this.#takeCommit(from, body);
      else if (step === 'reveal') await this.#takeReveal(from, body);
      else if (step === 'verdict') return await this.#takeVerdict(from, body);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
    return undefined;
  }

  #takeCommit(from: number, body: Bytes): void {
    const { ctxh, i, c } = decodeCommit(body);
    if (i === from && sameBytes(ctxh, this.ctxh) && !this.#commits[from])
      this.#commits = withSlot(this.#commits, from, c);
  }

  async #takeReveal(from: number, body: Bytes): Promise<void> {
    if (this.#reveals[from]) return;
    this.#reveals = withSlot(this.#reveals, from, splitRevealBody(body).reveal);
    const commits = complete(this.#commits);
    const reveals = complete(this.#reveals);
    if (!commits || !reveals) return;
    const { ctxh } = this;
    this.#transcript = await openReveals({ ctxh }, commits, await hashCommits(ctxh, commits), reveals);
  }

  async #takeVerdict(party: number, body: Bytes): Promise<ObservedVerdict | undefined> {
    if (!this.#transcript || body.length !== 65) return undefined;
    const { T, reveals } = this.#transcript;
    const { vk } = reveals[party]!;
    const valid = await openVerdict(body, T, party, vk).then(
      () => true,
      () => false,
    );
    const signature = toHex(body.subarray(1));
    return { party, same: body[0] === 1, valid, visitKey: toHex(vk), T: toHex(T), signature };
  }
}
