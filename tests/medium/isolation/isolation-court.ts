import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import type { PlaneContact } from '#janus';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { StartedPlane } from '../booth-plane/started-plane.js';
import { type CourtDevice, newKeys } from '../hearing/court-device.js';
import { enterParty, openedRoom, partiesOf, wishInFacility } from '../hearing/in-facility.js';
import { TestCourt } from '../hearing/test-court.js';
import { PeerBox } from './peer-box.js';
import { nameOf, roleOf, SCREENED, SCREENED_FROM, seatOf, SEATS, type Who } from './seats.js';
import { HeldHearing } from './held-hearing.js';

/** The room of the facility that has its accused. */
const BOOTH = '4';

/** A facility with a real hearing plane, and peers in the plane's network. */
export class IsolationCourt {
  #courtrooms = 0;

  private constructor(
    readonly court: TestCourt,
    readonly peers: PeerBox,
    /** Of the plane. */
    readonly contact: PlaneContact,
    private readonly closers: readonly (() => Promise<unknown>)[],
  ) {}

  static async open(): Promise<IsolationCourt> {
    const closers: (() => Promise<unknown>)[] = [];
    try {
      const namespace = await TestNamespace.create();
      closers.push(() => namespace.remove());
      const folder = await mkdtemp(join(tmpdir(), 'habeas-isolation-'));
      closers.push(() => rm(folder, { recursive: true, force: true }));
      await chmod(folder, 0o711);
      await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
      const plane = await StartedPlane.start(namespace, folder, { plane: 'hearing-plane' });
      closers.push(() => plane.stop());
      const contact = await plane.contact();
      const court = await TestCourt.open(plane.contactFile);
      closers.push(() => court.close());
      const peers = PeerBox.open(namespace);
      closers.push(() => peers.close());
      return new IsolationCourt(court, peers, contact, closers);
    } catch (error) {
      await closeAll(closers);
      throw error;
    }
  }

  /** Everybody but who waits is admitted; it is not open yet. */
  async convene(): Promise<HeldHearing> {
    const { court } = this;
    const hearing = await court.schedule({
      courtroom: `isolation ${(this.#courtrooms += 1)}`,
      people: SEATS.slice(1).map((who) => ({
        role: roleOf(who),
        name: nameOf(who),
        language: 'en',
        protectedFrom: who === SCREENED ? [seatOf(SCREENED_FROM) - 1] : [],
      })),
    });
    return this.#held(hearing, () => undefined);
  }

  /** As `convene`; counsel has an account and the accused is in the facility's room, so that they may have a private word. */
  async conveneInFacility(): Promise<HeldHearing> {
    const { court } = this;
    const wish = await wishInFacility(court, { booth: BOOTH });
    const hearing = await court.schedule({
      ...wish,
      courtroom: `isolation ${(this.#courtrooms += 1)}`,
      people: SEATS.slice(1).map((who) => {
        const booked = wish.people.find((one) => one.role === who);
        return {
          ...booked,
          role: roleOf(who),
          name: nameOf(who),
          language: 'en',
          protectedFrom: who === SCREENED ? [seatOf(SCREENED_FROM) - 1] : [],
          ...(who === 'accused' && { facility: { ...booked?.facility, counsel: seatOf('counsel') - 1 } }),
        };
      }),
    });
    const booking = await openedRoom(court, hearing);
    const { counsel, kiosk } = await partiesOf(court, BOOTH);
    const ways = new Map<Who, { at: 'attorney' | 'kiosk'; cookie: string }>([
      ['counsel', { at: 'attorney', cookie: counsel }],
      ['accused', { at: 'kiosk', cookie: kiosk }],
    ]);
    return this.#held(hearing, (who) => {
      const way = ways.get(who);
      return way === undefined ? undefined : () => enterParty(court, booking, way);
    });
  }

  /** Everybody comes, by a link of the own where `otherwise` knows no other way, and all but who waits is admitted. */
  async #held(hearing: string, otherwise: (who: Who) => (() => Promise<CourtDevice>) | undefined) {
    const { court } = this;
    const ways = new Map<Who, () => Promise<CourtDevice>>();
    const cookie = await court.freshCookie();
    ways.set('clerk', () => court.enterClerk(hearing, cookie));
    for (const who of SEATS.slice(1)) ways.set(who, otherwise(who) ?? (await this.#byLink(hearing, who)));
    const held = new HeldHearing(court.facility.port, hearing, this.peers, (who) => ways.get(who)!());
    for (const who of SEATS) await held.enter(who);
    await held.convene();
    return held;
  }

  async #byLink(hearing: string, who: Who): Promise<() => Promise<CourtDevice>> {
    const { body } = await this.court.ask('POST', `/${hearing}/links`, { seat: seatOf(who) });
    const keys = await newKeys();
    return () => this.court.enter((body as { token: string }).token, keys);
  }

  close(): Promise<void> {
    return closeAll(this.closers);
  }
}

async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}
