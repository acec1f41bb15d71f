import { isOver } from '#hearing';
import type { HeardVoice, SessionCap } from '#link';
import type { Db } from '#postgres';
import type { Outbox } from '../audit/outbox.js';
import type { OutboxDrainer } from '../audit/outbox-drainer.js';
import { SessionEntries } from '../audit/session-entries.js';
import { freshId } from '../fresh-id.js';
import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import { Refused } from '../hosts/refused.js';
import type { HearingMedia } from './hearing-media.js';
import type { CounselOffice } from './counsel-office.js';
import { headOf, hearingOf, readAttendees, readMinute, selectHearings } from './hearing-rows.js';
import { isWorthKeeping, keepStep } from './keep-step.js';
import { LiveHearing } from './live-hearing.js';

export interface HearingSurroundings {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly drainer: OutboxDrainer;
  readonly media: HearingMedia;
  readonly now: () => Date;
  readonly counsel: CounselOffice;
  /** What else ends with a hearing. */
  readonly ended?: (hearing: string, how: 'adjourned' | 'closed') => Promise<void>;
}

interface Kept {
  readonly live: LiveHearing;
  readonly entries: SessionEntries;
}

/** All hearings of this process that somebody came to or that run, until they are over and written. */
export class HearingLife {
  readonly #kept = new Map<string, Promise<Kept>>();
  readonly #here = new Map<string, LiveHearing>();
  /** Of each hearing: what gives somebody a seat is done one after another, so that nobody has a seat before the one before it. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly around: HearingSurroundings) {}

  /** Read from the database when first asked for. @throws Refused `not-found`, `hearing-over`. */
  async liveOf(id: string): Promise<LiveHearing> {
    let kept = this.#kept.get(id);
    if (kept === undefined) {
      kept = this.#read(id);
      this.#kept.set(id, kept);
      kept.catch(() => this.#kept.delete(id));
    }
    return (await kept).live;
  }

  /** `work` writes to the database and tells the hearing before its promise resolves. @throws Refused as `liveOf`. */
  inTurn<T>(id: string, work: (live: LiveHearing) => Promise<T>): Promise<T> {
    const done = (this.#turns.get(id) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => work(await this.liveOf(id)));
    this.#turns.set(id, done);
    const gone = () => this.#turns.get(id) === done && this.#turns.delete(id);
    done.then(gone, gone);
    return done;
  }

  isConnected(id: string, seat: number): boolean {
    return this.#here.get(id)?.isConnected(seat) ?? false;
  }

  /** What the line gives each hearing from now on. */
  follow(caps: readonly SessionCap[]): void {
    for (const cap of caps) this.#here.get(cap.session)?.line.follow(cap);
  }

  /** What those in court counted of each other's voices a moment ago. */
  heard(): HeardVoice[] {
    return [...this.#here].flatMap(([id, live]) => live.line.heard(id));
  }

  /** The gateway of the hearing plane refused something of somebody in this hearing. */
  refused(id: string, code: GatewayRefusalCode, count: number): void {
    this.#here.get(id)?.refused(code, count);
  }

  /** Another time is in the database. */
  moved(id: string): void {
    const live = this.#here.get(id);
    if (live === undefined) return;
    const head = selectHearings(this.around.db).where('id', '=', id).executeTakeFirst();
    head.then((row) => row && live.moved(headOf(row))).catch(() => undefined);
  }

  /** A new link of this seat is in the database. */
  linkMade(id: string, seat: number): void {
    this.#here.get(id)?.voidLinks(seat);
  }

  /** After a start: hearings that were open have lost their judge, and say so; tried until the database answers. */
  async recover(): Promise<void> {
    try {
      const rows = await this.around.db.selectFrom('hearing').select('id').where('state', '=', 'open').execute();
      for (const { id } of rows) await this.liveOf(id);
    } catch {
      if (!this.#stopped) this.#retry = setTimeout(() => void this.recover(), 2_000).unref();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const all = await Promise.allSettled(this.#kept.values());
    const read = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all(read.map(({ entries }) => entries.stop()));
  }

  async #read(id: string): Promise<Kept> {
    const { db, outbox, drainer, media, now, counsel } = this.around;
    const row = await selectHearings(db).where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new Refused('not-found');
    if (isOver(row)) throw new Refused('hearing-over');
    const hearing = hearingOf(row, await readAttendees(db, [id]));
    const lines = await readMinute(db, id);
    const entries = new SessionEntries(db, outbox, drainer, () => {});
    const live: LiveHearing = new LiveHearing(
      {
        head: headOf(row),
        hearing,
        lines,
        session: row.session ?? undefined,
      },
      {
        now,
        fresh: freshId,
        media,
        counsel: {
          known: (attorney) => counsel.known(id, attorney),
          carryOut: (change) => this.inTurn(id, () => counsel.carryOut(id, change)),
        },
        keep: (step) => {
          if (isWorthKeeping(step)) void entries.write((trx) => keepStep(trx, outbox, id, step));
        },
        over: () => {
          const how = live.state.state === 'closed' ? 'closed' : 'adjourned';
          // What is kept last is written by then, and the database answers; who asks afterwards reads that it is over.
          void entries
            .write(async () => {})
            .then(() => {
              this.#kept.delete(id);
              this.#here.delete(id);
              return this.around.ended?.(id, how);
            })
            .catch(() => undefined);
        },
      },
    );
    this.#here.set(id, live);
    live.restarted();
    return { live, entries };
  }
}
