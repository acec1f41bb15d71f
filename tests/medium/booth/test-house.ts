import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookingWish } from '#protocol';
import { BoothPlane, type BoothRoom, type PlaneProfile, type RoomStanding } from '#janus';
import { ChainRules, checkLeaf, type EntryDraft, type KeeperState, type Leaf } from '#ledger';
import { sql } from 'kysely';
import { connect, migrate, type Connection } from '#postgres';
import type { TestPostgres } from '#testing';
import { AuditError } from '../../../apps/facility/src/audit/audit-error.js';
import { CommandBench } from '../../../apps/facility/src/audit/command.js';
import { Keeper } from '../../../apps/facility/src/audit/keeper.js';
import { OpeningVault } from '../../../apps/facility/src/audit/opening-vault.js';
import { Outbox } from '../../../apps/facility/src/audit/outbox.js';
import { OutboxDrainer } from '../../../apps/facility/src/audit/outbox-drainer.js';
import { DeskCommands } from '../../../apps/facility/src/booking/desk-commands.js';
import { Slips } from '../../../apps/facility/src/booking/slips.js';
import { OpenBooth } from '../../../apps/facility/src/booth/open-booth.js';
import { RelayPasses } from '../../../apps/facility/src/gateway/relay-passes.js';
import { PlaneFacts, type PlaneFactsNow } from '../../../apps/facility/src/booth/plane-facts.js';
import { SessionLife, type LifeParts } from '../../../apps/facility/src/booth/session-life.js';
import { Metrics } from '../../../apps/facility/src/metrics/metrics.js';

/** A keeper in memory with the real rules; can be down, or lose its answers after keeping the entries. */
export class FakeKeeper extends Keeper {
  readonly log: Leaf[] = [];
  state_: 'up' | 'down' | 'loses-answers' = 'up';
  readonly #rules = new ChainRules();
  readonly #kept = new Map<string, number>();

  override async append(entries: readonly EntryDraft[]): Promise<number[]> {
    if (this.state_ === 'down') throw new AuditError('keeper-down');
    const indexes = entries.map((entry) => {
      const leaf = checkLeaf({ v: 1, facility: 'habeas.test/one', ...entry });
      const text = JSON.stringify(leaf);
      const known = this.#kept.get(text);
      if (known !== undefined) return known;
      this.#rules.take(leaf);
      this.#kept.set(text, this.log.length);
      return this.log.push(leaf) - 1;
    });
    if (this.state_ === 'loses-answers') throw new AuditError('keeper-down', 'answer broken off');
    return indexes;
  }

  override async state(): Promise<KeeperState> {
    const checkpointAt = new Date().toISOString();
    return { size: this.log.length, root: '', checkpointAt, origin: 'habeas.test/one', vkey: 'test' };
  }

  override async proof(index: number): Promise<string> {
    return `proof of ${index}`;
  }

  types(): string[] {
    return this.log.map(({ type }) => type);
  }
}

/** Rooms in memory. */
export class FakePlane extends BoothPlane {
  readonly open = new Map<string, BoothRoom>();
  made = 0;

  override async openRoom(session: string, publishers: number): Promise<BoothRoom> {
    const known = this.open.get(session);
    if (known) return known;
    const room = { id: ++this.made, pin: 'pin', publishers };
    this.open.set(session, room);
    return room;
  }
  override async closeRoom(session: string): Promise<boolean> {
    return this.open.delete(session);
  }
  override async rooms(): Promise<RoomStanding[]> {
    return [...this.open].map(([session, { id }]) => ({ id, session, participants: 0, publishers: 2 }));
  }
  override async closeOthers(running: ReadonlySet<string>): Promise<string[]> {
    const others = [...this.open.keys()].filter((session) => !running.has(session));
    for (const session of others) this.open.delete(session);
    return others;
  }
  override async destroySession(): Promise<boolean> {
    return true;
  }
  override async profile(): Promise<PlaneProfile> {
    return { state: 'up', janusVersion: '1.1.2', name: 'fake' };
  }
}

export class FakeFacts extends PlaneFacts {
  value: PlaneFactsNow = { seal: { profile: 'full', missing: [] }, janus: '1.1.2', config: 'a'.repeat(64) };
  override async now(): Promise<PlaneFactsNow> {
    return this.value;
  }
}

export class FakeGrants {
  readonly issued: { session: string; party: number; signIn: string; token: string }[] = [];
  readonly revoked: string[] = [];
  issue({ session, party, signIn }: { session: string; party: number; signIn: string }): string {
    const token = randomBytes(8).toString('hex');
    this.issued.push({ session, party, signIn, token });
    return token;
  }
  async revoke(session: string): Promise<void> {
    this.revoked.push(session);
  }
  readonly endedSignIns: string[] = [];
  readonly endedParties: number[] = [];
  async revokeParty(_session: string, party: number): Promise<void> {
    this.endedParties.push(party);
  }
  async revokeSignIn(signIn: string): Promise<void> {
    this.endedSignIns.push(signIn);
  }
}

/** Everything of bookings and booths on a real PostgreSQL; keeper, plane and grants are fakes. */
export class TestHouse {
  readonly keeper = new FakeKeeper();
  readonly plane = new FakePlane();
  readonly facts = new FakeFacts();
  readonly grants = new FakeGrants();
  at = new Date('2026-11-24T05:00:00Z');

  private constructor(
    readonly connection: Connection,
    readonly folder: string,
  ) {}

  static async open(server: TestPostgres): Promise<TestHouse> {
    const connection = connect(await server.freshDatabase());
    await migrate(connection.pool);
    const house = new TestHouse(connection, await mkdtemp(join(tmpdir(), 'hb-')));
    const { db } = connection;
    await db
      .insertInto('booth')
      .values([{ number: '4' }, { number: '5' }])
      .execute();
    const numbers = Array.from({ length: 60 }, (_, i) => ({ number: String(1000 + i) }));
    await db.insertInto('detainee').values(numbers).execute();
    const attorneys = Array.from({ length: 60 }, (_, i) => ({ id: `a${i}`, name: `Attorney ${i}` }));
    await db.insertInto('attorney').values(attorneys).execute();
    await db
      .insertInto('booth')
      .values(Array.from({ length: 60 }, (_, i) => ({ number: `b${i}` })))
      .execute();
    await db.insertInto('facility').values({ name: 'Test', zone: 'Asia/Almaty', change_over_minutes: 0 }).execute();
    await sql`insert into booth_hours (id, booth, weekday, opens, closes, effective)
      select md5(number || weekday), number, weekday, '00:00', '24:00', '2020-01-01'
      from booth, generate_series(1, 7) as weekday`.execute(db);
    house.drainer.start();
    return house;
  }

  readonly now = () => this.at;
  get db() {
    return this.connection.db;
  }

  #made: ReturnType<TestHouse['build']> | undefined;
  private build() {
    const vault = new OpeningVault(join(this.folder, 'openings'), randomBytes);
    const outbox = new Outbox(vault, randomBytes, this.now);
    const drainer = new OutboxDrainer(this.db, this.keeper);
    const parts: LifeParts = {
      db: this.db,
      outbox,
      drainer,
      plane: this.plane,
      grants: this.grants,
      facts: this.facts,
      relay: new RelayPasses(undefined, this.now),
      now: this.now,
      metrics: new Metrics(),
    };
    const bench = new CommandBench(this.db, outbox, drainer, this.now);
    const life = new SessionLife(parts);
    const slips = new Slips(this.db, Buffer.alloc(32, 7), randomBytes);
    const desk = new DeskCommands(bench);
    return { vault, outbox, drainer, parts, bench, life, slips, desk, booth: new OpenBooth(parts, life, slips, 1_000) };
  }
  get all() {
    return (this.#made ??= this.build());
  }
  get drainer() {
    return this.all.drainer;
  }

  /** The facility process again, on the same data. */
  async restart(): Promise<void> {
    await this.drainer.stop();
    await this.all.life.stop();
    this.#made = undefined;
    this.drainer.start();
  }

  /** Accounts of the attorney a3 and of two interpreters. */
  async withHelpers(): Promise<void> {
    const account = (id: string, role: 'attorney' | 'interpreter', name: string) => ({
      id,
      name,
      username: id,
      email: `${id}@example.test`,
      role,
    });
    await this.db
      .insertInto('person')
      .values([
        account('a3', 'attorney', 'a3'),
        account('i1', 'interpreter', 'Ivan'),
        account('i2', 'interpreter', 'Ira'),
      ])
      .execute();
  }

  book(change: Partial<Record<Exclude<keyof BookingWish, 'soundOnly'>, string>> = {}) {
    const wish = {
      booth: '4',
      detainee: '1001',
      attorney: 'a1',
      from: '2026-11-24T05:00:00Z',
      to: '2026-11-24T06:00:00Z',
      ...change,
    };
    return this.all.desk.make.run({ wish, by: 'desk1' }).then(({ answer }) => answer);
  }

  /** Booked, admitted, slip printed. */
  async admitted(change: Parameters<TestHouse['book']>[0] = {}) {
    const { id } = await this.book(change);
    await this.all.desk.admit.run({ id, by: 'desk1' });
    return { id, code: (await this.all.slips.make(id)).code };
  }

  /** Every entry that was written is in the log. */
  drained(): Promise<void> {
    return until(async () => (await this.drainer.waiting()) === 0);
  }

  async close(): Promise<void> {
    await this.all.life.stop();
    await this.drainer.stop();
    await this.connection.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Polls until it holds. */
export const until = async (holds: () => boolean | Promise<boolean>, ms = 8_000): Promise<void> => {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
