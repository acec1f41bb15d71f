import type { BoothPlane } from '#janus';
import type { SessionCap } from '#link';
import type { CompletionCode, SaidBy, SealProfile } from '#protocol';
import type { Db } from '#postgres';
import type { LeafDraft } from '../audit/leaf-draft.js';
import type { Outbox } from '../audit/outbox.js';
import type { OutboxDrainer } from '../audit/outbox-drainer.js';
import { completionOf, lockBooking, rosterOf, selectBookings, type BookingRow } from '../booking/booking-rows.js';
import { Refused } from '../hosts/refused.js';
import type { Metrics } from '../metrics/metrics.js';
import { Presence, type PresenceNow } from '../booking/day-board.js';
import { stepBooking } from '../booking/step-booking.js';
import { freshId } from '../fresh-id.js';
import type { GrantBook } from '../gateway/grant-book.js';
import type { Grant } from '../gateway/grants.js';
import type { RelayPasses } from '../gateway/relay-passes.js';
import { LiveSession, type MediaGrant } from './live-session.js';
import type { PlaneFacts } from './plane-facts.js';
import { SessionEntries } from '../audit/session-entries.js';
import { isMatched, placesHere } from './session-rounds.js';

/** What the life of sessions is built from. */
export interface LifeParts {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly drainer: OutboxDrainer;
  readonly plane: BoothPlane;
  readonly grants: Pick<GrantBook, 'issue' | 'revoke' | 'revokeParty' | 'revokeSignIn'>;
  readonly facts: PlaneFacts;
  readonly relay: Pick<RelayPasses, 'make'>;
  readonly now: () => Date;
  /** Told when a booth is free again. */
  readonly freed?: () => void;
  readonly metrics: Pick<Metrics, 'joins' | 'sessionsOpened' | 'sessionsClosed' | 'writesRepeated'>;
}

/** Who at the desk ended a session, and on whose word; goes under the commitment only. */
export interface Ended {
  readonly by: string;
  readonly saidBy?: SaidBy;
}

interface Kept {
  readonly live: LiveSession;
  readonly entries: SessionEntries;
  /** Absent for a session that began in a process before this one, until its room is empty. */
  emptied?: Promise<unknown> | undefined;
  ended?: Ended;
  closing?: Promise<void>;
}

/** All booth sessions of this process, by booking, from the first device that waits until everything is closed. */
export class SessionLife extends Presence {
  readonly #kept = new Map<string, Kept>();
  /** Bookings whose session ended here: a row read just before must not bring one back. */
  readonly #over = new Set<string>();
  #profile: SealProfile = { profile: 'none', missing: [] };
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly parts: LifeParts) {
    super();
  }

  override of(booking: string): PresenceNow {
    const state = this.#kept.get(booking)?.live.state;
    if (state?.phase !== 'open') return { present: state?.present ?? [], here: false, met: false, matched: false };
    const here = placesHere(state.present) !== undefined;
    return { present: state.present, here, met: state.met, matched: isMatched(state) };
  }

  override profile(): SealProfile {
    return this.#profile;
  }

  /** Measures the plane's profile anew. */
  async seal(): Promise<SealProfile> {
    this.#profile = (await this.parts.facts.now()).seal;
    return this.#profile;
  }

  /** How many sessions have a room. */
  running(): number {
    return [...this.#kept.values()].filter(({ live }) => live.state.phase === 'open').length;
  }

  /** The live session of a booking that holds its slot; made when first asked for. */
  liveOf(row: BookingRow): LiveSession {
    const known = this.#kept.get(row.id);
    if (known !== undefined) return known.live;
    if (this.#over.has(row.id)) throw new Refused('session-ended');
    const { db, outbox, drainer, now, metrics } = this.parts;
    const entries = new SessionEntries(db, outbox, drainer, () => metrics.writesRepeated.inc());
    const live: LiveSession = new LiveSession(
      { booking: row.id, roster: rosterOf(row), from: row.from, to: row.to },
      {
        now,
        fresh: freshId,
        enter: (draft) => {
          if (draft.type === 'party.joined') metrics.joins.inc({ role: JSON.stringify(draft.public?.['role']) });
          entries.enter(draft);
        },
        remember: (attempts, round, compared) =>
          void entries.write(async (trx) => {
            await trx.updateTable('booking').set({ attempts, round, compared }).where('id', '=', row.id).execute();
          }),
        revoke: (place) => void this.#revoke(live, place).catch(() => undefined),
        grant: (place, role, signIn) => this.#grant(live, { party: place, role, signIn }),
        close: (code) => this.#close(row, code),
      },
    );
    const began = row.state === 'in-session' && row.session !== null;
    this.#kept.set(row.id, { live, entries, emptied: began ? undefined : Promise.resolve() });
    if (row.state === 'in-session' && row.session !== null) {
      live.open(row.session, { attempts: row.attempts, resume: resumedRound(row) });
    }
    return live;
  }

  /** The booking is `in-session` and its room exists. */
  opened(row: BookingRow): void {
    if (row.session === null) return;
    this.parts.metrics.sessionsOpened.inc();
    this.liveOf(row).open(row.session, { attempts: 0, resume: undefined });
  }

  /** A person, or codes that differ, ends it for everybody. Resolves when the end is written. */
  async end(row: BookingRow, code: CompletionCode, ended?: Ended): Promise<void> {
    const live = this.liveOf(row);
    const kept = this.#kept.get(row.id);
    if (kept !== undefined && ended !== undefined) kept.ended = ended;
    live.end(code);
    await kept?.closing;
  }

  /**
   * The booking was changed before it became a session. Called off: whoever waits is told. Moved: they must enter anew, with
   * its new times and labels.
   */
  tellWaiting(changed: BookingRow): void {
    const kept = this.#kept.get(changed.id);
    if (kept?.live.state.phase !== 'waiting') return;
    const code = completionOf(changed);
    if (code !== undefined) return kept.live.end(code);
    this.#kept.delete(changed.id);
    kept.live.sendAway();
  }

  /**
   * Another party is in the database. Every grant of the session is void when this returns, everybody must enter anew, and a
   * row read before opens nothing to who was a party.
   */
  rebooked(row: BookingRow): void {
    if (this.#over.has(row.id)) return;
    const live = this.liveOf(row);
    const kept = this.#kept.get(row.id);
    live.rebook(rosterOf(row));
    if (kept === undefined || live.id === undefined) return;
    // What a round of before still had to remember is written by then.
    void kept.entries.write(async (trx) => {
      await trx.updateTable('booking').set({ round: null, compared: false }).where('id', '=', row.id).execute();
    });
    kept.emptied = undefined;
    void this.parts.grants.revoke(live.id).catch(() => undefined);
  }

  /** What the line gives each booking's session from now on. */
  follow(caps: readonly SessionCap[]): void {
    for (const cap of caps) this.#kept.get(cap.session)?.live.line.follow(cap);
  }

  /** An entry of a running session, from another part. False when the session does not run here. */
  enter(session: string, draft: LeafDraft): boolean {
    for (const { live, entries } of this.#kept.values()) {
      if (live.id !== session || live.state.phase !== 'open') continue;
      entries.enter({ ...draft, session });
      return true;
    }
    return false;
  }

  /** After a start: rooms of sessions that do not run are destroyed; tried until the plane answers. */
  async recover(): Promise<void> {
    try {
      const rows = await selectBookings(this.parts.db).where('state', '=', 'in-session').execute();
      await this.parts.plane.closeOthers(new Set(rows.flatMap(({ session }) => (session === null ? [] : [session]))));
    } catch {
      if (!this.#stopped) this.#retry = setTimeout(() => void this.recover(), 2_000).unref();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    await Promise.all([...this.#kept.values()].map(({ entries }) => entries.stop()));
  }

  /** The room is made again if its Janus was started anew; the party's former grant ends. */
  async #grant(live: LiveSession, of: Pick<Grant, 'party' | 'role' | 'signIn'>): Promise<MediaGrant> {
    const session = live.id;
    if (session === undefined) throw new Error('no session');
    const { booking, roster, to } = live.plan;
    const relay = await this.parts.relay.make(to);
    await this.#emptied(booking, session);
    const room = await this.parts.plane.openRoom(session, roster.length);
    if (live.state.phase !== 'open') {
      await this.parts.plane.closeRoom(session);
      throw new Error('ended');
    }
    await this.parts.grants.revokeParty(session, of.party);
    const grant = this.parts.grants.issue({ session, room, ...of, relay: relay?.address });
    return { grant, ...(relay !== undefined && { relay: relay.pass }) };
  }

  /**
   * Before the first grant the room is cleared of what a process before this one left in it: those connections ended with
   * that process, and Janus would take whoever comes back for one that is there already.
   */
  #emptied(booking: string, session: string): Promise<unknown> {
    const kept = this.#kept.get(booking);
    if (kept === undefined) return Promise.resolve();
    return (kept.emptied ??= this.parts.plane.closeRoom(session).catch((error: unknown) => {
      kept.emptied = undefined;
      throw error;
    }));
  }

  async #revoke({ id }: LiveSession, place: number): Promise<void> {
    if (id !== undefined) await this.parts.grants.revokeParty(id, place);
  }

  #close(row: BookingRow, code: CompletionCode): void {
    const kept = this.#kept.get(row.id);
    if (kept === undefined) return;
    const session = kept.live.id;
    if (session === undefined) {
      this.#kept.delete(row.id);
      return;
    }
    this.#over.add(row.id);
    this.parts.metrics.sessionsClosed.inc({ code });
    // Media first: what the record says must not keep a line open.
    const media = Promise.allSettled([this.parts.grants.revoke(session), this.#closeRoom(session)]);
    const written = kept.entries.write(async (trx) => {
      const now = await lockBooking(trx, row.id);
      if (now.state !== 'in-session') return;
      const at = this.parts.now();
      await stepBooking(trx, now, 'end', at, { completion: code });
      await trx.updateTable('booth').set({ calling_at: null }).where('number', '=', now.booth).execute();
      const details = { booking: row.id, at: at.toISOString(), ...kept.ended };
      await this.parts.outbox.append(trx, {
        type: 'session.closed',
        session,
        public: { code },
        booking: row.id,
        details,
      });
    });
    kept.closing = Promise.all([media, written]).then(() => {
      this.#kept.delete(row.id);
      this.parts.freed?.();
    });
  }

  async #closeRoom(session: string): Promise<void> {
    for (let left = 5; ; left -= 1) {
      try {
        await this.parts.plane.closeRoom(session);
        return;
      } catch (error) {
        // No plane, no room: and a plane that comes back has none of the old ones.
        if (left === 0 || this.#stopped) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
}

/**
 * A round of two that was compared goes on after a restart. One of more does not: to each device the others all left
 * (E2EE.md §7). Nor one that was not compared: whoever did not see its handshake cannot check its verdicts.
 */
const resumedRound = (row: BookingRow): string | undefined =>
  row.compared && row.helpers.length === 0 ? (row.round ?? undefined) : undefined;
