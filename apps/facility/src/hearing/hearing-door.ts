import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isOver } from '#hearing';
import { webCryptoEd25519 } from '#ledger';
import { type HearingClientFrame, hearingProofBytes, type RefusalCode } from '#protocol';
import { selectBookings } from '../booking/booking-rows.js';
import { partyOf } from '../booth/session-door.js';
import { EnterPace } from '../enter-pace.js';
import { Refused } from '../hosts/refused.js';
import type { RawSocket } from '../gateway/device-connection.js';
import type { EndedSession, SessionEnded } from '../people/session-ended.js';
import type { Visitor } from '../people/visitor.js';
import { HearingConnection } from './hearing-connection.js';
import type { HearingLife, HearingSurroundings } from './hearing-life.js';
import type { LiveHearing } from './live-hearing.js';
import { AWAY_MS } from './seat-media.js';

/** Milliseconds a device may be connected without entering. */
const ENTER_WITHIN_MS = 120_000;

/** Whence a socket came. */
export interface Caller {
  /** Host and port as in the page's address. */
  readonly host: string;
  /** Of the network, only to be compared. */
  readonly address: string;
  /** Who the cookie of the upgrade names. */
  readonly who: () => Promise<Visitor>;
}

type Enter<T extends 'enter' | 'enter-clerk' | 'enter-party'> = Extract<HearingClientFrame, { type: T }>;
interface Seat {
  readonly live: LiveHearing;
  readonly seat: number;
  /** The device can open the sealed consultation of the booking as well. */
  readonly booking?: string;
  /** A kiosk of the facility. */
  readonly inside?: true;
}

type Own = Pick<Seat, 'seat' | 'booking' | 'inside'> & { readonly hearing: string };

/** Refusals after which a device has nothing more to try on this socket. */
const NO_WAY_IN: ReadonlySet<RefusalCode> = new Set(['link-wrong', 'link-expired', 'link-elsewhere', 'hearing-over']);

export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Lets devices into their hearing and nobody else: who has a link, with the device that used it first, and its clerk. */
export class HearingDoor {
  /** Devices of accounts, and their sign-ins. */
  readonly #guests = new Map<HearingConnection, string>();
  /** Of those whose line was cut a moment ago: what makes their grant void. */
  readonly #away = new Map<HearingConnection, () => void>();
  readonly #pace = new EnterPace(() => performance.now());

  constructor(
    private readonly parts: Pick<HearingSurroundings, 'db' | 'now'>,
    private readonly life: HearingLife,
    private readonly ended: Pick<SessionEnded, 'isOver'>,
  ) {}

  /** Takes a socket; adds its listeners before it returns. Closes it when it does not enter. */
  admit(socket: RawSocket, caller: Caller, withinMs = ENTER_WITHIN_MS): void {
    // Of this socket alone, so that what was signed for it is worth nothing anywhere else.
    const challenge = randomBytes(24).toString('base64url');
    let here: Seat | undefined;
    let gone = false;
    socket.on('close', () => (gone = true));
    const connection: HearingConnection = new HearingConnection(
      socket,
      async (frame) => {
        if (frame.type === 'command' || frame.type === 'note') {
          if (here === undefined) throw new Refused('not-allowed');
          await here.live.take(here.seat, connection, frame);
          return;
        }
        if (frame.type === 'loss') {
          if (here === undefined) throw new Refused('not-allowed');
          here.live.line.report(connection, frame);
          return;
        }
        if (here !== undefined) throw new Refused('wrong-state');
        try {
          const seat = await this.#seatOf(frame, { caller, challenge, connection });
          // Its line may have broken meanwhile: then it would sit there for ever.
          if (gone) return;
          here = seat;
          const { booking, inside } = seat;
          seat.live.arrive(seat.seat, connection, { address: caller.address, booking, inside, held: frame.held });
          clearTimeout(idle);
        } catch (error) {
          if (!(error instanceof Refused) || !NO_WAY_IN.has(error.code)) throw error;
          connection.dismiss(error.code);
        }
      },
      (cut) => {
        clearTimeout(idle);
        here?.live.leave(here.seat, connection, cut);
        if (cut && here !== undefined) this.#remember(connection, here);
        else this.#guests.delete(connection);
      },
    );
    const idle = setTimeout(() => connection.close(1008, 'idle'), withinMs).unref();
    connection.send({ type: 'challenge', challenge });
  }

  async #seatOf(
    frame: Extract<HearingClientFrame, { type: `enter${string}` }>,
    { caller, challenge, connection }: { caller: Caller; challenge: string; connection: HearingConnection },
  ): Promise<Seat> {
    if (frame.type === 'enter') return this.#byLink(frame, caller.host, challenge);
    const visitor = await caller.who();
    if (visitor.kind === 'nobody') throw new Refused('not-signed-in');
    await this.#wait(visitor.session);
    const { hearing, ...own } =
      frame.type === 'enter-clerk' ? await this.#clerk(frame, visitor) : await this.#party(frame, visitor);
    const live = await this.life.liveOf(hearing);
    this.#guests.set(connection, visitor.session);
    // It may have ended after it was looked up and before it was listed here.
    if (this.ended.isOver(visitor.session)) {
      connection.close(4003, 'signed-out');
      throw new Refused('not-signed-in');
    }
    return { live, ...own };
  }

  /** A sign-in or an enrolment ended: its sockets here are closed at once, and what those away would come back to is void. */
  dismiss({ session }: EndedSession): void {
    for (const [connection, of] of this.#guests) {
      if (of !== session) continue;
      connection.close(4003, 'signed-out');
      this.#away.get(connection)?.();
    }
  }

  /** A line was cut, and the sign-in behind it may end before it is back. */
  #remember(connection: HearingConnection, { live, seat }: Seat): void {
    if (!this.#guests.has(connection)) return;
    const forget = () => {
      this.#guests.delete(connection);
      this.#away.delete(connection);
    };
    this.#away.set(connection, () => {
      forget();
      live.forget(seat, connection);
    });
    setTimeout(forget, AWAY_MS).unref();
  }

  /**
   * @throws Refused `link-wrong` (no such link, or the device did not sign), `link-expired`, `hearing-over`,
   * `link-elsewhere`: it was used first with another device; judge and clerk are told.
   */
  async #byLink({ link, device, signature }: Enter<'enter'>, host: string, challenge: string): Promise<Seat> {
    const hash = linkHash(link);
    const found = await this.parts.db
      .selectFrom('attendee')
      .innerJoin('hearing', 'hearing.id', 'attendee.hearing')
      .select(['hearing.id', 'hearing.state', 'seat', 'link_expires'])
      .where('link_hash', '=', hash)
      .executeTakeFirst();
    if (found === undefined) throw new Refused('link-wrong');
    const { id, seat, state } = found;
    await this.#wait(`${id} ${seat}`);
    if (isOver({ state })) throw new Refused('hearing-over');
    if (found.link_expires === null || found.link_expires <= this.parts.now()) throw new Refused('link-expired');
    const key = Buffer.from(device, 'base64url');
    const signed = hearingProofBytes(host, challenge, link);
    if (!(await webCryptoEd25519(key, signed, Buffer.from(signature, 'base64url')))) throw new Refused('link-wrong');
    const live = await this.life.liveOf(id);
    const voided = live.voided(seat);
    const bound = await this.#bind(hash, key);
    // A new link was made meanwhile.
    if (bound === 'gone' || live.voided(seat) !== voided) throw new Refused('link-wrong');
    if (bound === 'elsewhere') {
      live.linkElsewhere(seat);
      throw new Refused('link-elsewhere');
    }
    return { live, seat };
  }

  /** The first device of a link keeps it. */
  async #bind(hash: string, key: Buffer): Promise<'bound' | 'elsewhere' | 'gone'> {
    const { db } = this.parts;
    const mine = await db
      .updateTable('attendee')
      .set({ device: key })
      .where('link_hash', '=', hash)
      .where((eb) => eb.or([eb('device', 'is', null), eb('device', '=', key)]))
      .returning('seat')
      .executeTakeFirst();
    if (mine !== undefined) return 'bound';
    const other = await db.selectFrom('attendee').select('seat').where('link_hash', '=', hash).executeTakeFirst();
    return other === undefined ? 'gone' : 'elsewhere';
  }

  /** The clerk whose hearing it is. @throws Refused `not-found`: the same answer for another's hearing as for none. */
  async #clerk({ hearing }: Enter<'enter-clerk'>, visitor: Visitor): Promise<Own> {
    if (visitor.kind !== 'person' || visitor.role !== 'clerk') throw new Refused('not-allowed');
    const found = await this.parts.db
      .selectFrom('attendee')
      .select('seat')
      .where('hearing', '=', hearing)
      .where('account', '=', visitor.id)
      .executeTakeFirst();
    if (found === undefined) throw new Refused('not-found');
    return { hearing, seat: found.seat };
  }

  /**
   * Counsel of the booking by the account, the accused by the kiosk of its booth once the slip has opened it.
   * @throws Refused `not-found`: the same answer for another's booking as for none; `not-admitted`.
   */
  async #party({ booking }: Enter<'enter-party'>, visitor: Visitor): Promise<Own> {
    const row = await selectBookings(this.parts.db).where('id', '=', booking).executeTakeFirst();
    if (row === undefined) throw new Refused('not-found');
    const party = partyOf(row, visitor);
    if (party === undefined || row.part !== 'hearing' || row.hearing === null || row.seat === null)
      throw new Refused('not-found');
    const { hearing } = row;
    if (party === row.booth_party) {
      if (row.state !== 'in-session') throw new Refused('not-admitted');
      return { hearing, seat: row.seat, booking, inside: true };
    }
    const found = await this.parts.db
      .selectFrom('attendee')
      .select('seat')
      .where('hearing', '=', hearing)
      .where('attorney', '=', visitor.kind === 'person' ? visitor.id : '')
      .executeTakeFirst();
    if (found === undefined) throw new Refused('not-found');
    return { hearing, seat: found.seat, booking };
  }

  async #wait(device: string): Promise<void> {
    const wait = this.#pace.take(device);
    if (wait > 0) await delay(wait, undefined, { ref: false });
  }
}
