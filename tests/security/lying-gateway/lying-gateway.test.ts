import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CallLab, enter, reaches } from '../../e2e/calling/call.js';
import type { CallingPage } from '../../e2e/calling/page/main.js';
import { type Lie, LIES } from './lies.js';

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

async function call(lie?: Lie): Promise<{ kiosk: Page; attorney: Page; told: number }> {
  const server = await lab.server();
  let told = 0;
  server.lies = lie?.lies(() => (told += 1)) ?? {};
  const kiosk = await lab.device(browsers.kiosk, 'kiosk');
  const attorney = await lab.device(browsers.attorney, 'attorney');
  open.push(kiosk, attorney);
  await enter(kiosk);
  await enter(attorney);
  if (lie?.ends !== undefined) {
    expect(await reaches(kiosk, 'broken')).toEqual({ name: 'broken', code: lie.ends });
    return { kiosk, attorney, told };
  }
  for (const page of [kiosk, attorney]) await reaches(page, 'unverified');
  for (const page of [kiosk, attorney]) await page.evaluate(() => calling.consultation?.answer(true));
  for (const page of [kiosk, attorney]) await reaches(page, 'sealed');
  await expect.poll(async () => (await negotiated(kiosk)).length, { timeout: 5000 }).toBe(2);
  return { kiosk, attorney, told };
}

/** What the browser itself says was agreed, per connection: the measure of "no effect". */
function negotiated(page: Page) {
  return page.evaluate(() =>
    calling.connections
      .filter(({ connectionState }) => connectionState === 'connected')
      .map((connection) => ({
        data: connection.sctp !== null,
        opus: /a=fmtp:111 [^\r]*/.exec(connection.remoteDescription?.sdp ?? '')?.[0],
        ptime: /a=ptime/.test(connection.remoteDescription?.sdp ?? ''),
        transceivers: connection.getTransceivers().map(({ sender, receiver, currentDirection }) => {
          const sending = sender.track !== null;
          const { codecs, headerExtensions } = (sending ? sender : receiver).getParameters();
          return {
            direction: currentDirection,
            sending,
            encodings: sending ? sender.getParameters().encodings.length : 0,
            codecs: codecs.map(({ mimeType }) => mimeType).sort(),
            extensions: headerExtensions.map(({ uri }) => uri).sort(),
          };
        }),
      })),
  );
}

let honest: Awaited<ReturnType<typeof negotiated>>;

test('control: an honest gateway, what is agreed then', async () => {
  const { kiosk } = await call();
  honest = await negotiated(kiosk);
  expect(honest.map(({ transceivers }) => transceivers.map(({ direction }) => direction))).toEqual([
    ['sendonly', 'sendonly'],
    ['recvonly', 'recvonly'],
  ]);
  expect(honest.every(({ data, ptime }) => !data && !ptime)).toBe(true);
  expect(honest[0]?.opus).toMatch(/cbr=1.*usedtx=0/);
  expect(JSON.stringify(honest)).not.toContain('audio-level');
});

test.each(Object.entries(LIES))('lie: %s', async (_name, lie) => {
  const { kiosk, told } = await call(lie);
  expect(told).toBeGreaterThan(0);
  const live = () => kiosk.evaluate(() => calling.tracks.filter(({ readyState }) => readyState === 'live').length);
  if (lie.ends === undefined) return expect(await negotiated(kiosk)).toEqual(honest);
  await expect.poll(live, { timeout: 5000, interval: 20 }).toBe(0);
  // Looked up in the page: a busy machine answers tests late, not people.
  expect(await kiosk.evaluate(() => calling.stoppedAt - calling.changedAt)).toBeLessThan(1000);
});

test('lie: "the attorney goes on without comparing" is taken by the booth, never by the attorney', async () => {
  const server = await lab.server();
  const kiosk = await lab.device(browsers.kiosk, 'kiosk');
  const attorney = await lab.device(browsers.attorney, 'attorney');
  open.push(kiosk, attorney);
  for (const page of [kiosk, attorney]) await enter(page);
  for (const page of [kiosk, attorney]) await reaches(page, 'unverified');
  const round = server.round as string;
  for (const party of ['attorney', 'kiosk'] as const) server.say(party, { type: 'without-matching', round });
  await reaches(kiosk, 'unmatched');
  server.say('attorney', { type: 'ended', code: 'normal' });
  await reaches(attorney, 'ended');
  const names = (page: Page) => page.evaluate(() => calling.states.map(({ name }) => name));
  expect(await names(attorney)).not.toContain('unmatched');
  expect(await names(kiosk)).not.toContain('sealed');
});
