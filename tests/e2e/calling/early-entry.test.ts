import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CallLab, enter, reaches } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;
declare function receivedSamples(): Promise<number>;
/** Set in the page by `holdDevices`: the browser hands the devices over, or refuses them. */
declare function handOver(allowed: boolean): void;

let lab: CallLab;
let browser: Browser;
const open: Page[] = [];

beforeAll(async () => {
  lab = await CallLab.open();
  browser = await lab.browser();
});
afterAll(() => lab?.close());
afterEach(async () => {
  for (const page of open.splice(0)) await page.context().close();
});

/** The booth is in its session; the attorney's page is there, and its devices take their time. */
async function almostACall(): Promise<{ kiosk: Page; attorney: Page }> {
  await lab.server();
  const kiosk = await lab.device(browser, 'kiosk');
  const attorney = await lab.device(browser, 'attorney');
  open.push(kiosk, attorney);
  await attorney.evaluate(holdDevices);
  await enter(kiosk);
  await reaches(kiosk, 'waiting');
  return { kiosk, attorney };
}

function holdDevices(): void {
  const devices = navigator.mediaDevices;
  const real = devices.getUserMedia.bind(devices);
  const handed = new Promise<boolean>((resolve) => Object.assign(globalThis, { handOver: resolve }));
  devices.getUserMedia = async (constraints) => {
    if (!(await handed)) throw new DOMException('refused', 'NotAllowedError');
    return await real(constraints);
  };
}

const samples = (page: Page) => page.evaluate(() => receivedSamples());

test('who need not be asked hears the other while the own devices still start', async () => {
  const { kiosk, attorney } = await almostACall();
  await attorney.context().grantPermissions(['microphone', 'camera']);
  await enter(attorney);
  await reaches(attorney, 'unverified');
  await expect.poll(() => samples(attorney)).toBeGreaterThan(0);
  expect(await attorney.evaluate(() => [calling.tracks.length, calling.consultation?.preview])).toEqual([0, undefined]);
  expect(await samples(kiosk)).toBe(0);
  await attorney.evaluate(() => handOver(true));
  await expect.poll(() => samples(kiosk)).toBeGreaterThan(0);
});

test('who must be asked is not there before the answer', async () => {
  const { kiosk, attorney } = await almostACall();
  await attorney.evaluate(() => {
    navigator.permissions.query = () => Promise.resolve({ state: 'prompt' } as PermissionStatus);
  });
  await enter(attorney);
  await reaches(attorney, 'asking-devices');
  await attorney.waitForTimeout(500);
  expect(await attorney.evaluate(() => calling.state.name)).toBe('asking-devices');
  expect(await kiosk.evaluate(() => calling.state)).toEqual({ name: 'waiting', present: [true, false] });
  await attorney.evaluate(() => handOver(true));
  await reaches(kiosk, 'unverified');
});

test('devices that are refused after the entry end it for this person; the other waits again', async () => {
  const { kiosk, attorney } = await almostACall();
  await attorney.context().grantPermissions(['microphone', 'camera']);
  await enter(attorney);
  await reaches(kiosk, 'unverified');
  await attorney.evaluate(() => handOver(false));
  expect(await reaches(attorney, 'broken')).toEqual({ name: 'broken', code: 'devices-refused' });
  await reaches(kiosk, 'waiting');
});
