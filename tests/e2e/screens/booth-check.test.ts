import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { silence, writeWav } from '../../../libs/testing/src/browser/index.js';
import { answerProbe } from './answer-probe.js';
import { checkAnswers } from './booth-check-screens.js';
import { ServedScreens } from './served-screens.js';
import { Refuses, stub } from './stub.js';
import { launch, watched } from './watched-page.js';

let served: ServedScreens;
let folder: string;

beforeAll(async () => {
  served = await ServedScreens.start(inject('builtScreens'));
  folder = await mkdtemp(join(tmpdir(), 'habeas-booth-check-'));
  await writeWav(join(folder, 'silence.wav'), silence(4));
});
afterAll(async () => {
  await served?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function typeSlip(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Touch to begin' }).click();
  await page.locator('.language-large[lang=en]').click();
  await page.locator('.pad').waitFor();
  await page.keyboard.type('40712958');
  await page.getByRole('button', { name: 'Go on' }).click();
}

declare const tracks: MediaStreamTrack[];

interface Opening {
  probe?: (page: Page) => Promise<void>;
  test?: boolean;
  /** What answers ahead of the table. */
  first?: (page: Page) => Promise<unknown>;
}

/** The kiosk after check-in, before the first session of the day; every capture track is kept to be looked at. */
async function open(
  browser: Browser,
  { probe = answerProbe, test: asked = false, first }: Opening = {},
): Promise<{ page: Page; told: unknown[] }> {
  const { page } = await watched(browser, { width: 1024, height: 768, language: 'en' });
  page.setDefaultTimeout(30_000);
  await page.addInitScript(() => {
    const kept: MediaStreamTrack[] = ((globalThis as { tracks?: MediaStreamTrack[] }).tracks = []);
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      kept.push(...stream.getTracks());
      return stream;
    };
  });
  const told: unknown[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'POST' && pathname === '/api/kiosk/check') told.push(request.postDataJSON());
  });
  await probe(page);
  await stub(page, checkAnswers({ due: true, test: asked }));
  await first?.(page);
  await page.goto(served.url('kiosk'));
  await typeSlip(page);
  await page.getByRole('button', { name: 'Check the booth' }).waitFor();
  return { page, told };
}

const captured = (page: Page) =>
  page.evaluate(() => ({
    kinds: tracks.map(({ kind }) => kind).toSorted(),
    live: tracks.filter(({ readyState }) => readyState === 'live').length,
  }));

const NOTHING = { kinds: [], live: 0 };
const BOTH = { kinds: ['audio', 'video'], live: 0 };

/** From the touch to the answer about the tone; what stands on the screen then is told to the desk as well. */
async function check(page: Page, heard = true): Promise<void> {
  await page.getByRole('button', { name: 'Check the booth' }).click();
  const answer = heard ? 'I heard it' : 'I did not hear it';
  await page.getByRole('button', { name: answer, exact: true }).click();
}

async function goesOn(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('button', { name: 'I understand' }).waitFor();
  await page.context().close();
}

/** A browser whose devices are as the flags say. */
const withDevices = async (flags: string[], work: (browser: Browser) => Promise<void>): Promise<void> => {
  const browser = await launch(flags);
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
};

test('a good booth: nothing before the touch, over before the question, no fault told, and on to the call', () =>
  withDevices([], async (browser) => {
    const { page, told } = await open(browser);
    expect(await captured(page)).toEqual(NOTHING);
    await page.getByRole('button', { name: 'Check the booth' }).click();
    await page.getByText('Did you hear it?').waitFor();
    expect(await captured(page)).toEqual(BOTH);
    await page.getByRole('button', { name: 'I heard it', exact: true }).click();
    await page.getByText('This booth is in order.').waitFor();
    await expect.poll(() => told).toEqual([{ faults: [] }]);
    expect(await captured(page)).toEqual(BOTH);
    await goesOn(page, 'Go on');
  }));

test('a microphone that carries no sound is found; again after it was mended; the way on is open', () =>
  withDevices([`--use-file-for-fake-audio-capture=${join(folder, 'silence.wav')}`], async (browser) => {
    const { page, told } = await open(browser);
    await check(page);
    await page.locator('.notice-caution li', { hasText: 'Microphone' }).waitFor();
    await expect.poll(() => told).toEqual([{ faults: ['microphone'] }]);
    expect((await captured(page)).live).toBe(0);
    await page.getByRole('button', { name: 'Test again' }).click();
    await page.getByRole('button', { name: 'I did not hear it' }).click();
    await expect.poll(() => told.at(-1)).toEqual({ faults: ['microphone', 'speaker'] });
    await goesOn(page, 'Go on all the same');
  }));

test('a camera that is missing is found; sound goes on', () =>
  withDevices(['--use-fake-device-for-media-stream=device-count=0'], async (browser) => {
    const { page, told } = await open(browser);
    await check(page);
    await page.locator('.notice-caution li', { hasText: 'Camera' }).waitFor();
    await expect.poll(() => told).toEqual([{ faults: ['camera'] }]);
    await goesOn(page, 'Go on all the same');
  }));

test('devices that may not be used, a line that does not answer, a browser without a part: all told, nothing stops the call', () =>
  withDevices([], async (browser) => {
    const { page, told } = await open(browser, {
      probe: (silent) => silent.routeWebSocket('**/probe', () => undefined),
    });
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      delete (globalThis as { RTCRtpScriptTransform?: unknown }).RTCRtpScriptTransform;
    });
    await check(page, false);
    const faults = ['camera', 'microphone', 'speaker', 'line-out', 'line-in', 'browser'];
    await expect.poll(() => told).toEqual([{ faults }]);
    await goesOn(page, 'Go on all the same');
  }));

test('a check whose scripts do not come is left out: the call comes first', () =>
  withDevices([], async (browser) => {
    const { page } = await watched(browser, { width: 1024, height: 768, language: 'en' });
    await stub(page, checkAnswers({ due: true, test: false }));
    let kept = 0;
    await page.route('**/assets/BoothCheckScreen-*.js', (route) => ((kept += 1), route.abort()));
    await page.goto(served.url('kiosk'));
    await typeSlip(page);
    await page.getByRole('button', { name: 'I understand' }).waitFor();
    expect(kept).toBe(1);
    await page.context().close();
  }));

test('a device test: opened by the operator’s code, spoken and heard back, every part in the report, nothing runs after', () =>
  withDevices([], async (browser) => {
    const { page, told } = await open(browser, { test: true });
    expect(await captured(page)).toEqual(NOTHING);
    await check(page);
    await page.getByText('Now say something.').waitFor();
    expect(await captured(page)).toEqual(BOTH);
    await page.getByRole('button', { name: 'Record three seconds' }).click();
    const recording = page.locator('audio');
    await recording.waitFor({ state: 'attached' });
    await expect.poll(() => recording.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.5);
    await page.getByRole('button', { name: 'I heard it', exact: true }).click();
    await page.getByText('Whether UDP for sound and picture passes shows only in the call.').waitFor();
    expect(await page.locator('.notice-good li').allInnerTexts()).toHaveLength(6);
    await expect.poll(() => told).toEqual([{ faults: [] }]);
    expect((await captured(page)).live).toBe(0);
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Touch to begin' }).waitFor();
    await page.context().close();
  }));

test('a slip’s code opens its session although a device test is asked for', () =>
  withDevices([], async (browser) => {
    const { page } = await watched(browser, { width: 1024, height: 768, language: 'en' });
    await stub(page, {
      ...checkAnswers({ due: false, test: true }),
      'POST /api/kiosk/check/test': new Refuses(403, 'code-wrong'),
    });
    await page.goto(served.url('kiosk'));
    await typeSlip(page);
    await page.getByRole('button', { name: 'I understand' }).waitFor();
    await page.context().close();
  }));

test('whoever types faster than the line answers is asked for again: the code of a device test is not taken for a slip', () =>
  withDevices([], async (browser) => {
    let asked = 0;
    const slow = (page: Page) =>
      page.route('**/api/kiosk/check', (route) => {
        asked += 1;
        // The first answer never comes.
        return asked === 1 ? undefined : route.fallback();
      });
    const { page } = await open(browser, { test: true, first: slow });
    expect(asked).toBe(2);
    await page.context().close();
  }));
