import { type Hearing, isOver, mayHaveMedia, type PrivateWord } from '#hearing';
import { Refused } from '../hosts/refused.js';
import type { HearingConnection } from './hearing-connection.js';
import type { HearingGrant, HearingMedia, Sitting } from './hearing-media.js';

/** One time that a device is in court: with every pause a new one. */
interface Granted {
  readonly socket: HearingConnection;
  /** Absent: on its way. */
  grant?: HearingGrant;
  /** Its line was cut. */
  away?: true;
  /** It came back and is not told yet that its grant stands. */
  returned?: boolean;
}

/**
 * Milliseconds for which the grant of a device stands whose line was cut, so that it goes on with the media of before. Not more than
 * Janus keeps a session that nobody claims (`reclaim_session_timeout`, at least 30 s here).
 */
export const AWAY_MS = 30_000;

/** Milliseconds before what the plane failed to do is tried again; the last goes on for as long as it is wanted. */
const AGAIN_AFTER = [500, 1_000, 2_000, 4_000];
const waitAfter = (failed: number): number | undefined => AGAIN_AFTER[failed] ?? AGAIN_AFTER.at(-1);

/** Lets media follow a hearing: who is in court has a grant, who is not has none, whatever brought that about. */
export class SeatMedia {
  /** The device that has the grant of its seat, or is about to get it. */
  readonly #granted: (Granted | undefined)[] = [];
  /** Whether each seat was muted when this was told last. */
  readonly #muted: (boolean | undefined)[] = [];
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
      this.#followMute(seat, hearing.people[seat]?.muted === true);
      if (has?.away && socket === undefined && mayHaveMedia(hearing, seat)) continue;
      if (has?.socket === wanted) {
        if (has?.returned) has.socket.send({ type: 'media', ...(has.grant as HearingGrant) });
        if (has !== undefined) has.returned = false;
        continue;
      }
      const next = wanted && { socket: wanted };
      this.#granted[seat] = next;
      if (has !== undefined) this.#take(seat, has.socket);
      if (next !== undefined) this.#give(seat, next);
    }
    this.#awaitQuiet(hearing.privateWord);
  }

  /** The line of this device was cut; `follow` comes next. */
  cut(seat: number, socket: HearingConnection): void {
    const has = this.#granted[seat];
    if (has?.socket !== socket || has.grant === undefined) return;
    has.away = true;
    setTimeout(() => this.forget(seat, socket), AWAY_MS).unref();
  }

  /** A device comes, with the grant that it `held` before; `follow` comes next. Only who shows the grant has it again. */
  back(seat: number, socket: HearingConnection, held: string | undefined): void {
    if (held === undefined) return;
    const grant = this.#granted[seat]?.grant;
    if (grant?.grant !== held) return socket.send({ type: 'no-media' });
    const next = { socket, grant, returned: true };
    this.#granted[seat] = next;
    // What the plane had not done yet is to be done for the one who came back.
    if (this.#muted[seat]) this.#obey(seat, next);
  }

  /** A grant that waits for its device, this one or whichever it is, waits no longer. */
  forget(seat: number, socket?: HearingConnection): void {
    const has = this.#granted[seat];
    if (!has?.away || (socket !== undefined && has.socket !== socket)) return;
    this.#granted[seat] = undefined;
    this.#take(seat, has.socket);
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
        if (stands()) {
          granted.grant = grant;
          socket.send({ type: 'media', ...grant });
        }
        // The end of the hearing overtook this grant, which may have made the room anew.
        else if (this.#closed) await this.media.close(this.sitting.hearing);
      } catch {
        if (!stands()) return;
        // Not the device's mistake, so not counted as one.
        if (failed === 0)
          socket.send({ type: 'refused', code: 'part-down', sentence: new Refused('part-down').message });
        setTimeout(() => this.#give(seat, granted, failed + 1), waitAfter(failed)).unref();
      }
    });
  }

  #take(seat: number, socket: HearingConnection): void {
    socket.send({ type: 'no-media' });
    // A plane that does not answer has no media either; what it comes back with is new.
    this.#next(seat, () => this.media.revoke(this.sitting.hearing, seat));
  }

  /** A grant begins as the court has it; only what changes afterwards is told. */
  #followMute(seat: number, muted: boolean): void {
    const before = this.#muted[seat] ?? false;
    this.#muted[seat] = muted;
    const granted = this.#granted[seat];
    if (before !== muted && granted !== undefined) this.#obey(seat, granted);
  }

  /** Until the plane has done it, or the grant it is about is over. */
  #obey(seat: number, granted: Granted, failed = 0): void {
    this.#next(seat, async () => {
      if (this.#granted[seat] !== granted) return;
      try {
        await this.media.obeyMute(this.sitting.hearing, seat);
      } catch {
        setTimeout(() => this.#obey(seat, granted, failed + 1), waitAfter(failed)).unref();
      }
    });
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
