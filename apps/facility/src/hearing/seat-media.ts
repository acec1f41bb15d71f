import { type Hearing, isOver, mayHaveMedia, type PrivateWord } from '#hearing';
import { Refused } from '../hosts/refused.js';
import type { HearingConnection } from './hearing-connection.js';
import type { HearingMedia, Sitting } from './hearing-media.js';

/** Lets media follow a hearing: who is in court has a grant, who is not has none, whatever brought that about. */
export class SeatMedia {
  /** The device that has the grant of its seat, or is about to get it. */
  readonly #granted: (HearingConnection | undefined)[] = [];
  /** Calls for one seat, one after another. */
  readonly #calls: Promise<void>[] = [];
  /** The private word whose quiet is waited for. */
  #awaited: PrivateWord | undefined;
  #closed = false;

  constructor(
    private readonly sitting: Sitting,
    private readonly media: HearingMedia,
    /** The plane has had no audio of the two who confer, for long enough. */
    private readonly quiet: () => void,
  ) {}

  /** `sockets` by seat. */
  follow(hearing: Hearing, sockets: readonly (HearingConnection | undefined)[]): void {
    if (isOver(hearing)) return this.#close();
    for (const [seat, socket] of sockets.entries()) {
      const has = this.#granted[seat];
      const wanted = socket !== undefined && mayHaveMedia(hearing, seat) ? socket : undefined;
      if (has === wanted) continue;
      this.#granted[seat] = wanted;
      if (has !== undefined) this.#take(seat, has);
      if (wanted !== undefined) this.#give(seat, wanted);
    }
    this.#awaitQuiet(hearing.privateWord);
  }

  /** The room goes with every grant in it. */
  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#awaited = undefined;
    for (const [seat, socket] of this.#granted.entries()) {
      this.#granted[seat] = undefined;
      socket?.send({ type: 'no-media' });
    }
    this.media.close(this.sitting.hearing).catch(() => undefined);
  }

  #give(seat: number, socket: HearingConnection): void {
    this.#next(seat, async () => {
      if (this.#granted[seat] !== socket) return;
      try {
        const grant = await this.media.grant(this.sitting, seat);
        if (this.#granted[seat] === socket) socket.send({ type: 'media', ...grant });
      } catch {
        // Not the device's mistake, so not counted as one.
        socket.send({ type: 'refused', code: 'part-down', sentence: new Refused('part-down').message });
      }
    });
  }

  #take(seat: number, socket: HearingConnection): void {
    socket.send({ type: 'no-media' });
    // A plane that does not answer has no media either; what it comes back with is new.
    this.#next(seat, () => this.media.revoke(this.sitting.hearing, seat));
  }

  #next(seat: number, call: () => Promise<void>): void {
    this.#calls[seat] = (this.#calls[seat] ?? Promise.resolve()).then(call).catch(() => undefined);
  }

  #awaitQuiet(word: PrivateWord | undefined): void {
    if (word === undefined || word.quiet || word.detached.length < 2 || word === this.#awaited) {
      if (word === undefined) this.#awaited = undefined;
      return;
    }
    this.#awaited = word;
    const heard = async (): Promise<void> => {
      await this.media.whenQuiet(this.sitting.hearing, word.seats);
      if (this.#awaited === word) this.quiet();
    };
    heard().catch(() => undefined);
  }
}
