import { type Hearing, isOver, mayHaveMedia, type PrivateWord } from '#hearing';
import { Refused } from '../hosts/refused.js';
import type { HearingConnection } from './hearing-connection.js';
import type { HearingMedia, Sitting } from './hearing-media.js';

/** One time that a device is in court: with every pause a new one. */
interface Granted {
  readonly socket: HearingConnection;
}

/** Milliseconds before a grant that the plane failed to give is tried again; the last goes on for as long as it is wanted. */
const AGAIN_AFTER = [500, 1_000, 2_000, 4_000];

/** Lets media follow a hearing: who is in court has a grant, who is not has none, whatever brought that about. */
export class SeatMedia {
  /** The device that has the grant of its seat, or is about to get it. */
  readonly #granted: (Granted | undefined)[] = [];
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
      if (has?.socket === wanted) continue;
      const next = wanted && { socket: wanted };
      this.#granted[seat] = next;
      if (has !== undefined) this.#take(seat, has.socket);
      if (next !== undefined) this.#give(seat, next);
    }
    this.#awaitQuiet(hearing.privateWord);
  }

  /** The room goes with every grant in it. */
  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#awaited = undefined;
    for (const [seat, granted] of this.#granted.entries()) {
      this.#granted[seat] = undefined;
      granted?.socket.send({ type: 'no-media' });
    }
    this.media.close(this.sitting.hearing).catch(() => undefined);
  }

  #give(seat: number, granted: Granted, failed = 0): void {
    const { socket } = granted;
    const stands = () => this.#granted[seat] === granted;
    this.#next(seat, async () => {
      if (!stands()) return;
      try {
        const grant = await this.media.grant(this.sitting, seat);
        if (stands()) socket.send({ type: 'media', ...grant });
        // The end of the hearing overtook this grant, which may have made the room anew.
        else if (this.#closed) await this.media.close(this.sitting.hearing);
      } catch {
        if (!stands()) return;
        // Not the device's mistake, so not counted as one.
        if (failed === 0)
          socket.send({ type: 'refused', code: 'part-down', sentence: new Refused('part-down').message });
        const wait = AGAIN_AFTER[failed] ?? AGAIN_AFTER.at(-1);
        setTimeout(() => this.#give(seat, granted, failed + 1), wait).unref();
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
