import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ServerFrame } from '#protocol';
import type { BoothServer } from './booth-server.js';
import { agree, CallLab, enter, reaches } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;
declare function inboundReports(): Promise<Record<string, unknown>[]>;

let lab: CallLab;
let server: BoothServer;
let kiosk: Page;
let attorney: Page;
const relayed: ServerFrame[] = [];

beforeAll(async () => {
  lab = await CallLab.open();
  const browsers = await Promise.all([lab.browser(), lab.browser()]);
  server = await lab.server();
  server.lies = {
    session: (frame) => {
      relayed.push(frame);
      return frame;
    },
  };
  kiosk = await lab.device(browsers[0], 'kiosk');
  attorney = await lab.device(browsers[1], 'attorney');
  await enter(kiosk);
  await enter(attorney);
});
beforeEach(() => void relayed.splice(0));
afterAll(() => lab?.close());

const texts = (page: Page) =>
  page.evaluate(() =>
    calling.consultation?.talk.words.list.map(({ by, text, arrived }) => [by ?? 'own', text, arrived]),
  );

/** Frames of the other's picture that were decoded; frames of the own that were held back before the comparison. */
const pictures = (page: Page) =>
  page.evaluate(async () => {
    const [video] = (await inboundReports()).filter(({ kind }) => kind === 'video');
    const { send } = await calling.count();
    return { seen: Number(video?.framesDecoded ?? 0), held: send.video.dropped['not-sealed'] ?? 0 };
  });

test('before the comparison a picture goes out only from the side that asked for it, and until it does not', async () => {
  for (const page of [kiosk, attorney]) await reaches(page, 'unverified');
  await expect.poll(async () => (await pictures(kiosk)).held, { timeout: 20_000 }).toBeGreaterThan(5);
  await expect.poll(async () => (await pictures(attorney)).held, { timeout: 20_000 }).toBeGreaterThan(5);
  await kiosk.evaluate(() => calling.consultation?.showVideoWhileMatching(true));
  await expect.poll(async () => (await pictures(attorney)).seen, { timeout: 20_000 }).toBeGreaterThan(5);
  expect((await pictures(kiosk)).seen).toBe(0);
  await kiosk.evaluate(() => calling.consultation?.showVideoWhileMatching(false));
  const { held } = await pictures(kiosk);
  await expect.poll(async () => (await pictures(kiosk)).held, { timeout: 20_000 }).toBeGreaterThan(held + 5);
  await agree([kiosk, attorney]);
});

test('typed words come out on the other device, and the server carries only bodies of one size', async () => {
  await attorney.evaluate(() => calling.consultation?.talk.words.say('Do not sign page three.'));
  await expect.poll(() => texts(kiosk)).toHaveLength(1);
  await kiosk.evaluate(() => calling.consultation?.talk.words.say('Жақсы'));
  await expect
    .poll(() => texts(kiosk))
    .toEqual([
      ['Attorney', 'Do not sign page three.', true],
      ['own', 'Жақсы', true],
    ]);
  await expect.poll(() => texts(attorney)).toContainEqual(['own', 'Do not sign page three.', true]);
  const bodies = relayed.flatMap((frame) => (frame.type === 'seal' && frame.step === 'words' ? [frame.body] : []));
  expect(bodies.length).toBe(4);
  expect(new Set(bodies.map((body) => Buffer.from(body, 'base64url').length))).toEqual(new Set([1048]));
  expect(JSON.stringify(relayed)).not.toContain('sign page');
});

/** The picture that this page shows of the other: its size, and red, green and blue of a spot left and one right. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector('#remote') as HTMLVideoElement;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [16, 16];
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    pen.drawImage(video, 0, 0, 16, 16);
    const spot = (x: number) => [...pen.getImageData(x, 8, 1, 1).data].slice(0, 3);
    return { width: video.videoWidth, height: video.videoHeight, left: spot(3), right: spot(12) };
  });

/** The drawn window and nothing else: red left, blue right. */
async function showsWindow(page: Page): Promise<boolean> {
  const { left, right } = await shown(page);
  const [red, , redBlue] = left as [number, number, number];
  const [blueRed, , blue] = right as [number, number, number];
  return red > 150 && redBlue < 80 && blue > 150 && blueRed < 80;
}

/** Of the sending connection: the transform in the picture's sender, negotiations, and frames it sent. */
const sending = (page: Page) =>
  page.evaluate(async () => {
    const connection = calling.connections.find((one) => one.getSenders().some(({ track }) => track?.kind === 'video'));
    const sender = connection?.getSenders().find(({ track }) => track?.kind === 'video');
    const kept = globalThis as { firstTransform?: unknown };
    kept.firstTransform ??= sender?.transform;
    const stats = [...((await sender?.getStats())?.values() ?? [])].find(({ type }) => type === 'outbound-rtp');
    return {
      sameTransform: sender?.transform !== null && sender?.transform === kept.firstTransform,
      description: connection?.localDescription?.sdp,
      connections: calling.connections.length,
      frames: Number(stats?.framesSent),
      ...(await calling.count()).send.video,
    };
  });

test('the window takes the place of the camera in the same sealed sender, and arrives whole', async () => {
  await expect.poll(async () => (await shown(kiosk)).width).toBe(640);
  expect(await showsWindow(kiosk)).toBe(false);
  const before = await sending(attorney);
  const refused = (await kiosk.evaluate(() => calling.count())).receive.video.dropped;
  await attorney.evaluate(() => void (calling.drawnWindow = true));
  await attorney.click('#window');
  await expect.poll(() => attorney.evaluate(() => calling.sharing)).toBe('shown');
  await expect.poll(() => kiosk.evaluate(() => calling.consultation?.talk.window.isShownBy(1))).toBe(true);
  await expect.poll(() => showsWindow(kiosk), { timeout: 15_000 }).toBe(true);
  const seen = await shown(kiosk);
  expect(seen.width / seen.height).toBeCloseTo(4 / 3, 1);
  const during = await sending(attorney);
  expect(during.sameTransform).toBe(true);
  expect(during.description).toBe(before.description);
  expect(during.connections).toBe(before.connections);
  expect(during.frames).toBeGreaterThan(before.frames);
  // Every frame of the encoder went into the worker, which sealed or dropped it; nothing that came was refused.
  const dropped = Object.values(during.dropped).reduce((sum, count) => sum + count, 0);
  expect(during.passed).toBeGreaterThan(before.passed);
  expect(during.frames).toBeLessThanOrEqual(during.passed + dropped);
  expect((await kiosk.evaluate(() => calling.count())).receive.video.dropped).toEqual(refused);

  await attorney.evaluate(() => void calling.consultation?.talk.window.end());
  await expect.poll(() => kiosk.evaluate(() => calling.consultation?.talk.window.isShownBy(1))).toBe(false);
  await expect.poll(() => showsWindow(kiosk), { timeout: 15_000 }).toBe(false);
});

test('the browser’s own stop leads back to the camera; the kiosk cannot share, and no message can begin it', async () => {
  await attorney.click('#window');
  await expect.poll(() => attorney.evaluate(() => calling.consultation?.talk.window.stream?.active)).toBe(true);
  await attorney.evaluate(() => {
    const [track] = calling.consultation?.talk.window.stream?.getVideoTracks() ?? [];
    track?.dispatchEvent(new Event('ended'));
  });
  await expect.poll(() => attorney.evaluate(() => calling.consultation?.talk.window.stream === undefined)).toBe(true);
  expect(await attorney.evaluate(() => calling.tracks.filter(({ readyState }) => readyState === 'live').length)).toBe(
    2,
  );
  const asked = await kiosk.evaluate(() => calling.asked);
  await kiosk.click('#window');
  await expect.poll(() => kiosk.evaluate(() => calling.sharing)).toBe('refused');
  expect(await kiosk.evaluate(() => calling.asked)).toBe(asked);
});

test('at the end both devices have forgotten the words', async () => {
  expect(await texts(kiosk)).not.toEqual([]);
  await attorney.evaluate(() => calling.consultation?.end());
  await reaches(kiosk, 'ended');
  for (const page of [kiosk, attorney]) expect(await texts(page)).toEqual([]);
});
