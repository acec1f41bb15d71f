import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import type { PlaneContact } from '#janus';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { StartedPlane } from '../booth-plane/started-plane.js';
import { newKeys } from '../hearing/court-device.js';
import { TestCourt } from '../hearing/test-court.js';
import { PeerBox } from './peer-box.js';
import { nameOf, roleOf, SCREENED, SCREENED_FROM, seatOf, SEATS, type Who } from './seats.js';
import { HeldHearing } from './held-hearing.js';

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
    const keys = new Map<Who, { link: string; keys: CryptoKeyPair }>();
    for (const who of SEATS.slice(1)) {
      const { body } = await court.ask('POST', `/${hearing}/links`, { seat: seatOf(who) });
      keys.set(who, { link: (body as { token: string }).token, keys: await newKeys() });
    }
    const cookie = await court.freshCookie();
    const held = new HeldHearing(court.facility.port, hearing, this.peers, async (who) => {
      const own = keys.get(who);
      return own === undefined ? court.enterClerk(hearing, cookie) : court.enter(own.link, own.keys);
    });
    for (const who of SEATS) await held.enter(who);
    await held.convene();
    return held;
  }

  close(): Promise<void> {
    return closeAll(this.closers);
  }
}

async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}
