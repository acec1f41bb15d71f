import { Connection, type Db } from '#postgres';
import type { HearingRole, HearingRow, HearingState, LinkMade } from '#protocol';
import { HearingMedia, type Sitting } from '../../../apps/facility/src/hearing/hearing-media.js';
import { KiosksModule } from '../../../apps/facility/src/kiosks/kiosks.module.js';
import { HearingModule } from '../../../apps/facility/src/hearing/hearing.module.js';
import { EntriesInMemory } from '../access/entries-in-memory.js';
import { FakeKeeper, until } from '../booth/test-house.js';
import { cookieHeader, FacilityUnderTest } from '../people/facility-under-test.js';
import { CourtDevice, newKeys } from './court-device.js';

/** Seats of the hearing that these tests schedule. The witness is protected from the accused. */
export const SEATS = { clerk: 0, judge: 1, prosecutor: 2, counsel: 3, accused: 4, witness: 5 } as const;
export type Who = keyof typeof SEATS;
export type Linked = Exclude<Who, 'clerk'>;
export const LINKED = (Object.keys(SEATS) as Who[]).filter((who): who is Linked => who !== 'clerk');
export const nameOf = (who: Who): string => `Name-of-the-${who}`;

/** A hearing plane of words: what was granted, taken back, waited for. */
export class MediaInMemory {
  readonly granted = new Map<number, string>();
  readonly did: string[] = [];
  sitting: Sitting | undefined;
  quiet: () => void = () => {};
  async grant(sitting: Sitting, seat: number) {
    this.sitting = sitting;
    this.did.push(`grant ${seat}`);
    const grant = `grant-${seat}-${this.did.length}`;
    this.granted.set(seat, grant);
    return { grant };
  }
  async revoke(_hearing: string, seat: number) {
    this.did.push(`revoke ${seat}`);
    this.granted.delete(seat);
  }
  async obeyMute(_hearing: string, seat: number) {
    this.did.push(`${this.sitting?.isMuted(seat) === true ? 'mute' : 'unmute'} ${seat}`);
  }
  async close() {
    this.did.push('close');
    this.granted.clear();
  }
  whenQuiet(_hearing: string, seats: readonly number[]) {
    this.did.push(`wait ${seats.join(' ')}`);
    return new Promise<void>((resolve) => (this.quiet = resolve));
  }
}

/** A facility with a court on a real PostgreSQL: everything but the keeper and, unless one is given, the hearing plane is the real thing. */
export class TestCourt {
  readonly keys = {} as Record<Linked, CryptoKeyPair>;
  #cookie: string | undefined;

  private constructor(
    readonly facility: FacilityUnderTest,
    readonly media: MediaInMemory,
    readonly keeper: FakeKeeper,
  ) {}

  /** `plane`: path of a real hearing plane's contact.json, instead of the one of words. */
  static async open(plane?: string): Promise<TestCourt> {
    const media = new MediaInMemory();
    const keeper = new FakeKeeper();
    // What is given beside a module comes instead of its own.
    const imports = [
      { module: EntriesInMemory, providers: [{ provide: FakeKeeper, useValue: keeper }] },
      plane === undefined
        ? { module: HearingModule, providers: [{ provide: HearingMedia, useValue: media }] }
        : HearingModule.with({ plane, relay: undefined }),
      KiosksModule,
    ];
    const made = new TestCourt(await FacilityUnderTest.start([], { imports }), media, keeper);
    for (const who of LINKED) made.keys[who] = await newKeys();
    return made;
  }

  get db(): Db {
    return this.facility.app.get(Connection).db;
  }

  /** Of the clerk; the same one for the whole test. */
  async cookie(): Promise<string> {
    return (this.#cookie ??= await this.freshCookie());
  }

  /** Of another sign-in. */
  async freshCookie(): Promise<string> {
    return cookieHeader(await this.facility.signIn('court', 'clerk1'));
  }

  /** As a clerk's page. */
  async ask(method: string, path: string, body?: unknown, cookie?: string) {
    const answer = await this.facility.ask('court', method, `/api/court/hearings${path}`, body, {
      cookie: cookie ?? (await this.cookie()),
    });
    return { status: answer.status, text: answer.text, body: parsed(answer.text) };
  }

  wish(change: object = {}) {
    const from = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    return {
      caseNumber: '1-23/2026',
      courtroom: '4',
      from: from.toISOString(),
      to: new Date(from.getTime() + 3_600_000).toISOString(),
      people: LINKED.map((who) => ({
        role: who as HearingRole,
        name: nameOf(who),
        language: 'kk',
        protectedFrom: who === 'witness' ? [SEATS.accused - 1] : [],
      })),
      ...change,
    };
  }

  async schedule(change: object = {}): Promise<string> {
    const { status, body } = await this.ask('POST', '', this.wish(change));
    if (status !== 201) throw new Error(`not scheduled: ${status} ${JSON.stringify(body)}`);
    return (body as HearingRow).id;
  }

  async link(hearing: string, who: Linked): Promise<string> {
    const { body } = await this.ask('POST', `/${hearing}/links`, { seat: SEATS[who] });
    return (body as LinkMade).token;
  }

  async links(hearing: string): Promise<Record<Linked, string>> {
    const links = {} as Record<Linked, string>;
    for (const who of LINKED) links[who] = await this.link(hearing, who);
    return links;
  }

  connect(headers: Record<string, string> = {}): Promise<CourtDevice> {
    return CourtDevice.connect(this.facility.port, headers);
  }

  async enter(link: string, keys: CryptoKeyPair): Promise<CourtDevice> {
    return (await this.connect()).enter(link, keys);
  }

  async enterClerk(hearing: string, cookie?: string): Promise<CourtDevice> {
    const device = await this.connect({ cookie: cookie ?? (await this.cookie()) });
    device.send({ type: 'enter-clerk', hearing });
    return device;
  }

  /** Everybody is in the lobby; the clerk is in court. */
  async inLobby(change: object = {}) {
    const hearing = await this.schedule(change);
    const links = await this.links(hearing);
    const people = { clerk: await this.enterClerk(hearing) } as Record<Who, CourtDevice>;
    for (const who of LINKED) people[who] = await this.enter(links[who], this.keys[who]);
    await people.clerk.sees(({ lobby }) => lobby?.filter(({ connected }) => connected).length === LINKED.length);
    return { hearing, links, people };
  }

  /** The hearing is open; everybody but the witness is in court. */
  async inSession(change: object = {}) {
    const made = await this.inLobby(change);
    const { clerk, judge } = made.people;
    for (const who of LINKED) if (who !== 'witness') clerk.say({ type: 'admit', seat: SEATS[who] });
    await judge.sees(({ you }) => you.standing === 'admitted');
    judge.say({ type: 'open' });
    await clerk.sees(({ state, people }) => state === 'open' && people.length === LINKED.length - 1);
    return made;
  }

  /** The hearing came to this state, and the log has it. */
  async written(hearing: string, state: HearingState): Promise<void> {
    const now = () => this.db.selectFrom('hearing').select('state').where('id', '=', hearing).executeTakeFirst();
    await until(async () => (await now())?.state === state);
    await this.drained();
  }

  /** Every entry that was written is in the log. */
  async drained(): Promise<void> {
    await until(
      async () =>
        (await this.db.selectFrom('outbox').select('id').where('log_index', 'is', null).execute()).length === 0,
    );
  }

  close(): Promise<void> {
    return this.facility.stop();
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
