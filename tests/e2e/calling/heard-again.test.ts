import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BoothServer } from './booth-server.js';
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

interface Handle {
  readonly session: number;
  readonly handle: number;
}

/** A call in which both hear each other; `listening` are the handles over which the booth hears, the newest last. */
async function call(): Promise<{ server: BoothServer; kiosk: Page; attorney: Page; listening: Handle[] }> {
  const server = await lab.server();
  const listening: Handle[] = [];
  server.lies.toJanus = (message, party) => {
    const { body, session_id, handle_id } = message as { body?: { ptype?: string } } & Record<string, unknown>;
    const of = { session: Number(session_id), handle: Number(handle_id) };
    if (party === 'kiosk' && body?.ptype === 'subscriber') listening.push(of);
    return message;
  };
  const kiosk = await lab.device(browsers.kiosk, 'kiosk');
  const attorney = await lab.device(browsers.attorney, 'attorney');
  open.push(kiosk, attorney);
  await enter(kiosk);
  await enter(attorney);
  await agree([kiosk, attorney]);
  expect(listening).toHaveLength(1);
  return { server, kiosk, attorney, listening };
}

/** Bytes that the newest connection of the page has received. */
const received = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const stats = [...(await calling.connections.at(-1)!.getStats()).values()] as Record<string, unknown>[];
    const inbound = stats.filter(({ type }) => type === 'inbound-rtp');
    return inbound.reduce((sum, { bytesReceived }) => sum + Number(bytesReceived), 0);
  });

test('a receiving connection that breaks is made again, with nobody pressing anything', async () => {
  const { server, kiosk, attorney, listening } = await call();
  const { length } = await kiosk.evaluate(() => calling.connections);
  const { session, handle } = listening[0]!;
  await server.control.hangUp(session, handle);
  await expect.poll(() => listening.length, { timeout: 10_000 }).toBe(2);
  await expect.poll(() => kiosk.evaluate(() => calling.connections.length), { timeout: 10_000 }).toBe(length + 1);
  await expect.poll(() => received(kiosk), { timeout: 20_000 }).toBeGreaterThan(0);
  await kiosk.waitForFunction(() => calling.consultation?.remotes.length === 1);
  for (const page of [kiosk, attorney]) expect(await page.evaluate(() => calling.state.name)).toBe('sealed');
});

test('one that always breaks ends the call honestly, with a code', async () => {
  const { server, kiosk, listening } = await call();
  const hungUp = new Set<number>();
  server.lies.toBrowser = (message, party) => {
    const last = listening.at(-1)!;
    if (party === 'kiosk' && message['janus'] === 'webrtcup' && message['sender'] === last.handle) {
      hungUp.add(last.handle);
      void server.control.hangUp(last.session, last.handle);
    }
    return message;
  };
  await server.control.hangUp(listening[0]!.session, listening[0]!.handle);
  expect(await reaches(kiosk, 'broken', 30_000)).toEqual({ name: 'broken', code: 'media-lost' });
  expect(hungUp.size).toBe(3);
});

test('the feed of somebody who left is not asked for again', async () => {
  const { kiosk, attorney, listening } = await call();
  await attorney.close();
  await kiosk.waitForFunction(() => calling.consultation?.remotes.length === 0);
  // Longer than the first wait: counted by the page, which would have asked by now.
  await kiosk.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
  expect(listening).toHaveLength(1);
});
