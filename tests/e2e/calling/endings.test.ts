import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BoothServer, PartyName } from './booth-server.js';
import { agree, CallLab, enter, reaches } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;

let lab: CallLab;
let browsers: { kiosk: Browser; attorney: Browser };
const open: Page[] = [];

beforeAll(async () => {
  lab = await CallLab.open();
  browsers = { kiosk: await lab.browser(), attorney: await lab.browser() };
});
afterAll(() => lab?.close());
afterEach(async () => {
  for (const page of open.splice(0)) await page.context().close();
});

interface Call {
  server: BoothServer;
  kiosk: Page;
  attorney: Page;
}

const live = (page: Page) => page.evaluate(() => calling.tracks.filter((track) => track.readyState === 'live').length);

async function call(): Promise<Call> {
  const server = await lab.server();
  const kiosk = await lab.device(browsers.kiosk, 'kiosk');
  const attorney = await lab.device(browsers.attorney, 'attorney');
  open.push(kiosk, attorney);
  await enter(kiosk);
  await enter(attorney);
  await reaches(kiosk, 'unverified');
  await reaches(attorney, 'unverified');
  for (const page of [kiosk, attorney]) await expect.poll(() => live(page)).toBeGreaterThan(0);
  return { server, kiosk, attorney };
}

/** Everything a server can say, said at once: none of it may start capture. */
async function say(server: BoothServer, party: PartyName = 'kiosk'): Promise<void> {
  server.tellState();
  server.say(party, { type: 'media', grant: 'x'.repeat(32) });
  server.offer();
}

interface Ending extends Call {
  party: PartyName;
  own: Page;
  other: Page;
}

const ENDINGS: Record<string, (ending: Ending) => unknown> = {
  'the server says ended': ({ server, party }) => server.say(party, { type: 'ended', code: 'ended-by-staff' }),
  'the room is destroyed in Janus': ({ server }) => server.control.destroyRoom(server.room.id),
  'the other person ends': ({ other }) => other.evaluate(() => calling.consultation?.end()),
  'the person ends': ({ own }) => own.evaluate(() => calling.consultation?.end()),
  'own answer: different': ({ own }) => own.evaluate(() => calling.consultation?.answer(false)),
  "the other's answer: different": ({ other }) => other.evaluate(() => calling.consultation?.answer(false)),
  'the microphone is taken away': ({ own }) =>
    own.evaluate(() => void calling.tracks[0]?.dispatchEvent(new Event('ended'))),
  'the page is left': ({ own }) => own.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide'))),
  'the server aborts the round in the name of the other': ({ server, party }) =>
    server.say(party, {
      type: 'aborted',
      round: server.round as string,
      from: party === 'kiosk' ? 1 : 0,
      code: 'bad-signature',
    }),
  'the screen goes away': ({ own }) => own.evaluate(() => calling.consultation?.dispose()),
};

/** Ends the call, and sees that no track of any kind lives a second after it or comes back by what a server says. */
async function endsCapture(ending: Ending, end: (ending: Ending) => unknown): Promise<void> {
  const { own, party, server } = ending;
  const asked = await own.evaluate(() => calling.asked);
  await end(ending);
  const started = Date.now();
  await expect.poll(() => live(own), { timeout: 5000, interval: 20 }).toBe(0);
  // Looked up in the page: a busy machine answers tests late, not people.
  expect((await own.evaluate(() => calling.stoppedAt)) - started).toBeLessThan(1000);
  await say(server, party);
  await own.waitForTimeout(300);
  expect(await live(own)).toBe(0);
  expect(await own.evaluate(() => calling.asked)).toBe(asked);
  expect(['broken', 'ended']).toContain(await own.evaluate(() => calling.state.name));
  expect(await own.evaluate(() => calling.connections.every((one) => one.connectionState === 'closed'))).toBe(true);
}

test.each(Object.entries(ENDINGS))('no capture a second after: %s', async (_name, end) => {
  const booth = await call();
  expect(await live(booth.kiosk)).toBeGreaterThan(0);
  await endsCapture({ ...booth, party: 'kiosk', own: booth.kiosk, other: booth.attorney }, end);
});

test.each(Object.entries(ENDINGS))('no shared window a second after: %s', async (_name, end) => {
  const booth = await call();
  await agree([booth.kiosk, booth.attorney]);
  await booth.attorney.click('#window');
  await expect.poll(() => booth.attorney.evaluate(() => calling.sharing)).toBe('shown');
  expect(await live(booth.attorney)).toBe(3);
  await endsCapture({ ...booth, party: 'attorney', own: booth.attorney, other: booth.kiosk }, end);
});

test('the session channel stays away: nothing is sent meanwhile, and capture ends with the call', async () => {
  const booth = await call();
  const sent = () =>
    booth.kiosk.evaluate(async () => {
      const reports = await Promise.all(calling.connections.map((one) => one.getStats()));
      return reports
        .flatMap((report) => [...report.values()])
        .filter(({ type }) => type === 'outbound-rtp')
        .reduce((sum, { packetsSent }) => sum + (packetsSent as number), 0);
    });
  const before = await sent();
  await booth.kiosk.waitForTimeout(500);
  expect(await sent()).toBeGreaterThan(before);
  await lab.cutSignalling();
  await reaches(booth.kiosk, 'reconnecting');
  await booth.kiosk.waitForTimeout(500);
  const paused = await sent();
  await booth.kiosk.waitForTimeout(1000);
  expect(await sent()).toBe(paused);
  await reaches(booth.kiosk, 'ended');
  await expect.poll(() => live(booth.kiosk), { timeout: 5000, interval: 20 }).toBe(0);
  expect(await booth.kiosk.evaluate(() => calling.stoppedAt - calling.changedAt)).toBeLessThan(1000);
});

test('before the click nothing is asked for, and no channel exists on which a server could speak', async () => {
  const server = await lab.server();
  const kiosk = await lab.device(browsers.kiosk, 'kiosk');
  open.push(kiosk);
  await say(server);
  await kiosk.waitForTimeout(500);
  expect(await kiosk.evaluate(() => [calling.asked, calling.tracks.length, calling.state.name])).toEqual([
    0,
    0,
    'idle',
  ]);
  expect(server.sessions.size + server.gateways.size).toBe(0);
  await enter(kiosk);
  await expect.poll(() => live(kiosk)).toBeGreaterThan(0);
});

test('a short drop of both channels is mended without a new code', async () => {
  const { server, kiosk, attorney } = await call();
  for (const page of [kiosk, attorney]) await page.evaluate(() => calling.consultation?.answer(true));
  await reaches(kiosk, 'sealed');
  await reaches(attorney, 'sealed');
  const round = server.round;
  server.sessions.get('kiosk')?.terminate();
  server.gateways.get('kiosk')?.terminate();
  await reaches(kiosk, 'reconnecting');
  await reaches(kiosk, 'sealed');
  expect(server.round).toBe(round);
  expect(await live(kiosk)).toBeGreaterThan(0);
  await expect.poll(() => attorney.evaluate(() => receivedSamples()), { timeout: 8000 }).toBeGreaterThan(0);
});

declare function receivedSamples(): Promise<number>;
