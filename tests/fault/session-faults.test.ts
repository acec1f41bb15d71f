import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelayPass } from '#protocol';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../libs/testing/src/browser/index.js';
import { buildPage, CALLING_PAGE } from '../e2e/calling/build-page.js';
import type { CallingPage } from '../e2e/calling/page/main.js';
import { routes } from '../e2e/reach/connections.js';
import { HOST } from '../medium/relay/started-relay.js';
import { BoothPair, type Phase } from './booth-pair.js';
import { FaultHouse } from './fault-house.js';
import { FaultyPlane } from './faulty-plane.js';
import { FaultyRelay } from './faulty-relay.js';
import { HouseDoor } from './house-door.js';
import { DARK_AT_ONCE_MS } from './pair-page.js';
import { expectRecorded } from './sound.js';

/** `stop`: SIGSTOP for half a minute. */
const FAULTS = ['kill -9', 'stop', 'restart'] as const;
const STOPPED_MS = 30_000;
const PHASES: readonly Phase[] = ['before open', 'matching', 'sealed', 'ending'];

/**
 * What people meet while a part stands still (docs/faults.md). `opens`: a booth opens meanwhile; `ends`: the end of a session
 * is written meanwhile. Neither: it happens when the part is back. In no case is anything lost.
 */
const MEANWHILE = {
  facility: { opens: false, ends: false },
  'booth plane': { opens: false, ends: true },
  keeper: { opens: false, ends: true },
  Redis: { opens: true, ends: true },
  PostgreSQL: { opens: false, ends: false },
  coturn: { opens: true, ends: true },
} as const;
type Part = keyof typeof MEANWHILE;

interface Breaks {
  /** At once, as by kill -9. */
  readonly kill: () => Promise<unknown>;
  /** In good order. */
  readonly end: () => Promise<unknown>;
  /** Starts it again. */
  readonly back: () => Promise<unknown>;
  readonly signal: (signal: NodeJS.Signals) => unknown;
}

declare const calling: CallingPage;

let plane: FaultyPlane;
let relay: FaultyRelay;
let house: FaultHouse;
let screens: string;
let door: HouseDoor;
let browser: Browser;
let pairs: BoothPair[];
let breaks: Readonly<Record<Part, Breaks>>;

beforeAll(async () => {
  plane = await FaultyPlane.start();
  relay = await FaultyRelay.start(plane);
  screens = await mkdtemp(join(tmpdir(), 'habeas-screens-'));
  await buildPage(CALLING_PAGE, join(screens, 'kiosk'));
  await cp(join(screens, 'kiosk'), join(screens, 'attorney'), { recursive: true });
  house = await FaultHouse.start({ web: screens, boothPlane: plane.contactFile, relay: relay.contactFile });
  door = await HouseDoor.open(plane.namespace, screens, house);
  const { address } = plane.namespace;
  // With a dot at the end, too: so Chromium asks for the name of a relay.
  const rules = [HOST, `${HOST}.`].map((name) => `MAP ${name} ${address}`).join();
  browser = await launchChromium(plane.namespace, { flags: [`--host-resolver-rules=${rules}`] });
  const people = ['0217', '1034', '2208', '3391'];
  const pages = { browser, door: door.port };
  pairs = await Promise.all(people.map((detainee, at) => BoothPair.make(house, pages, `${at + 1}`, detainee)));
  const { keeper, redis, postgres } = house;
  breaks = {
    facility: {
      kill: () => house.killFacility(),
      end: () => house.killFacility('SIGTERM'),
      back: () => house.startFacility(),
      signal: (signal) => house.signalFacility(signal),
    },
    'booth plane': {
      kill: () => plane.signal('SIGKILL'),
      end: () => plane.stop(),
      back: () => plane.back(),
      signal: (signal) => plane.signal(signal),
    },
    keeper: {
      kill: () => keeper.stop('SIGKILL'),
      end: () => keeper.stop(),
      back: () => keeper.start(),
      signal: (signal) => keeper.signal(signal),
    },
    Redis: {
      kill: () => redis.crash(),
      end: () => redis.crash(),
      back: () => redis.resume(),
      signal: (signal) => redis.signal(signal),
    },
    PostgreSQL: {
      kill: () => postgres.crash('SIGKILL'),
      end: () => postgres.crash(),
      back: () => postgres.resume(),
      signal: (signal) => postgres.signal(signal),
    },
    coturn: {
      kill: () => relay.kill(),
      end: () => relay.stop(),
      back: () => relay.back(),
      signal: (signal) => relay.signal(signal),
    },
  };
});
afterAll(async () => {
  await browser?.close();
  await door?.close();
  await house?.stop();
  await relay?.remove();
  await plane?.remove();
  if (screens) await rm(screens, { recursive: true, force: true });
});

async function reach(pair: BoothPair, phase: Phase): Promise<void> {
  await pair.book();
  if (phase === 'before open') return pair.waitForBooth();
  await pair.open();
  await pair.enter();
  if (phase !== 'matching') await pair.seal();
}

/** Breaks the part; what is begun meanwhile goes on until it is mended. Answers what was done before it was. */
async function broken(part: Part, fault: (typeof FAULTS)[number], meanwhile: () => Promise<void>) {
  const { kill, end, back, signal } = breaks[part];
  if (fault === 'stop') await signal('SIGSTOP');
  if (fault === 'kill -9') await kill();
  const going = meanwhile();
  if (fault === 'stop') await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
  return async () => {
    if (fault === 'restart') await end();
    await (fault === 'stop' ? signal('SIGCONT') : back());
    await going;
  };
}

/** Of every session ever: opened once, closed once, and no room is left. */
async function expectPaired(): Promise<void> {
  const { rows } = await sql<{ odd: number; all: number }>`
    select count(*) filter (where opened <> 1 or closed <> 1)::integer as odd, count(*)::integer as all from (
      select count(*) filter (where leaf ->> 'type' = 'booth.opened') as opened,
        count(*) filter (where leaf ->> 'type' = 'session.closed') as closed
      from outbox where leaf ->> 'session' is not null group by leaf ->> 'session') as session`.execute(house.db);
  expect(rows[0]?.odd).toBe(0);
  expect(rows[0]?.all).toBeGreaterThanOrEqual(PHASES.length);
  await expect.poll(() => plane.rooms(), { timeout: 30_000 }).toEqual([]);
}

/** All four sessions ended: nobody captures anything, then or when the record has all of it. */
async function expectOver(): Promise<void> {
  const dark = () => Promise.all(pairs.map((pair) => pair.expectDark()));
  await dark();
  await expectPaired();
  await expectRecorded(house);
  await dark();
}

/**
 * The third attorney comes through the relay alone. Who comes while there is no relay does without; who comes later has
 * credentials that hold, whatever those of before are worth.
 */
const relayed = {
  async expectWay(pair: BoothPair): Promise<void> {
    const ways = new Set((await routes(pair.pages.law.page)).map(({ type }) => type));
    expect([...ways]).toEqual(['relay']);
  },
  async meanwhile(pair: BoothPair, fault: (typeof FAULTS)[number]): Promise<void> {
    await pair.comeBack();
    if (fault === 'kill -9') expect(await pair.pages.law.pass()).toBeUndefined();
    if (fault === 'stop') expect(await relay.allocates(await pair.pages.law.pass())).toBe('silent');
  },
  async after(pair: BoothPair, fault: (typeof FAULTS)[number], before: RelayPass | undefined): Promise<void> {
    await pair.comeBack();
    await pair.seal();
    await this.expectWay(pair);
    expect(await relay.allocates(await pair.pages.law.pass())).toBe('ok');
    expect(await relay.allocates(before)).toBe(fault === 'stop' ? 'ok' : 401);
  },
};

describe.each(Object.keys(MEANWHILE) as Part[])('%s', (part) => {
  it.each(FAULTS)(
    '%s: four sessions, each at another point, all go on and end, each with its entries, without a room, and no camera is left on',
    async (fault) => {
      const [first, second, third, last] = pairs as [BoothPair, BoothPair, BoothPair, BoothPair];
      third.pages.law.relayOnly = part === 'coturn';
      await Promise.all(pairs.map((pair, at) => reach(pair, PHASES[at]!)));
      if (part === 'coturn') await relayed.expectWay(third);
      const done = { opens: false, ends: false };
      const pass = part === 'coturn' ? await third.pages.law.pass() : undefined;
      const mend = await broken(part, fault, async () => {
        await last.pages.law.end();
        await last.pages.law.expectDark(DARK_AT_ONCE_MS);
        await Promise.all([
          first.open().then(() => (done.opens = true)),
          last.end().then(() => (done.ends = true)),
          part === 'coturn' && fault !== 'kill -9' && relayed.meanwhile(second, fault),
        ]);
      });
      // Another relay is not there before this is seen.
      if (part === 'coturn' && fault === 'kill -9') await relayed.meanwhile(second, fault);
      if (fault === 'stop') expect(done).toEqual(MEANWHILE[part]);
      await mend();
      await Promise.all([first.seal(), second.seal(), third.seal()]);
      if (part === 'coturn') await relayed.after(third, fault, pass);
      await Promise.all([first.end(), second.end(), third.end()]);
      await expectOver();
    },
    600_000,
  );
});

it('a Janus that hangs for ever is killed by its launcher: four sessions go on with the next one', async () => {
  await Promise.all(pairs.map((pair, at) => reach(pair, PHASES[at]!)));
  await plane.signal('SIGSTOP');
  const [first, , , last] = pairs as [BoothPair, BoothPair, BoothPair, BoothPair];
  const meanwhile = Promise.all([first.open(), last.end()]);
  await plane.replaced();
  await meanwhile;
  const others = pairs.slice(0, -1);
  await Promise.all(others.map((pair) => pair.seal()));
  await Promise.all(others.map((pair) => pair.end()));
  await expectOver();
}, 600_000);

it('what is checked after each of these can fail (control)', async () => {
  const [first] = pairs as [BoothPair];
  await first.book();
  await first.open();
  await expect(expectPaired()).rejects.toThrow();
  await first.end();
  await expectPaired();
});

it('a camera or a microphone that is left on would be found (control)', async () => {
  const [first] = pairs as [BoothPair];
  await reach(first, 'sealed');
  await first.end();
  await first.expectDark();
  for (const { page } of [first.pages.kiosk, first.pages.law])
    for (const wish of [{ audio: true }, { video: true }]) {
      await page.evaluate(async (wanted) => void (await navigator.mediaDevices.getUserMedia(wanted)), wish);
      await expect(first.expectDark(2_000)).rejects.toThrow();
      await page.evaluate(() => calling.tracks.at(-1)?.stop());
      await first.expectDark();
    }
});

it('a second page of the attorney takes the place of the first, whose camera is off and stays off; the session goes on', async () => {
  const [first] = pairs as [BoothPair];
  await reach(first, 'sealed');
  const { kiosk, law } = first.pages;
  const second = await law.another();
  await second.enter(await first.lawEnters());
  await law.expectDark(DARK_AT_ONCE_MS);
  await expect.poll(async () => (await second.state()).name, { timeout: 30_000 }).toBe('sealed');
  await Promise.all([kiosk.expectHeard(), second.expectHeard()]);
  await law.expectDark(DARK_AT_ONCE_MS);
  await second.end();
  await second.expectDark(DARK_AT_ONCE_MS);
  await first.end();
  await first.expectDark();
});
