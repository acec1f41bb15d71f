import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agree, CallLab, enter, opened, reaches } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;

let lab: CallLab;
let browser: Browser;
beforeAll(async () => {
  lab = await CallLab.open();
  browser = await lab.browser();
});
afterAll(() => lab?.close());

test('a microphone and a camera that are off are no lost line: frames of silence go on', async () => {
  await lab.server();
  const [kiosk, attorney] = [await lab.device(browser, 'kiosk'), await lab.device(browser, 'attorney')];
  for (const page of [kiosk, attorney]) await enter(page);
  await agree([kiosk, attorney]);
  for (const kind of ['audio', 'video'] as const) {
    await attorney.evaluate((of) => calling.consultation?.setMuted(of, true), kind);
  }
  const before = await opened(kiosk);
  // Twice as long as nothing may be heard, at fifty frames a second.
  await expect.poll(() => opened(kiosk), { timeout: 60_000 }).toBeGreaterThan(before + 200);
  await reaches(kiosk, 'sealed');
});
