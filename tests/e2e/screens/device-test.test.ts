import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerProbe } from './answer-probe.js';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { answersFor } from './stubbed-api.js';
import { watched } from './watched-page.js';

const screens = openScreens();

declare const tracks: MediaStreamTrack[];

/** The attorney's page at its device test; every capture track of it is kept to be looked at. */
async function open(before?: () => void): Promise<Page> {
  const { page } = await watched(screens.browser);
  await page.addInitScript(() => {
    const kept: MediaStreamTrack[] = ((globalThis as { tracks?: MediaStreamTrack[] }).tracks = []);
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      kept.push(...stream.getTracks());
      return stream;
    };
  });
  if (before) await page.addInitScript(before);
  await answerProbe(page);
  await stub(page, answersFor.attorney);
  await page.goto(screens.served.url('attorney'));
  await page.getByRole('button', { name: 'Device test' }).click();
  await page.locator('.checks').waitFor();
  return page;
}

const live = (page: Page) => page.evaluate(() => tracks.filter(({ readyState }) => readyState === 'live').length);

test('from the click to a saved report: seen, heard back, tone, network, browser; nothing runs after leaving', async () => {
  const page = await open();
  await page.locator('.check-good', { hasText: 'Browser' }).waitFor();
  expect(await page.evaluate(() => tracks.length)).toBe(0);
  await page.getByRole('button', { name: 'Test this device' }).click();
  await page.locator('.check-good', { hasText: 'Camera' }).waitFor();
  await page.locator('.check-good', { hasText: 'Network' }).waitFor();
  await expect
    .poll(() => page.locator('meter').evaluate((meter: HTMLMeterElement) => meter.value), { timeout: 5000 })
    .toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Record three seconds' }).click();
  const recording = page.locator('audio');
  await recording.waitFor({ timeout: 6000 });
  await expect.poll(() => recording.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'I heard it', exact: true }).click();
  await page.getByRole('button', { name: 'Play a tone' }).click();
  await page
    .locator('.check-ask', { hasText: 'Loudspeaker' })
    .getByRole('button', { name: 'I did not hear it' })
    .click();
  await page.getByText('Turn the loudness up').waitFor();
  expect(await live(page)).toBe(2);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save report' }).click(),
  ]);
  const report = await readFile(await download.path(), 'utf8');
  for (const line of ['✓ Camera', '✓ Microphone', '✕ Loudspeaker', '✓ Network', '✓ keys X25519'])
    expect(report).toContain(line);
  for (const name of ['Attorney', 'attorney1', 'Booth']) expect(report).not.toContain(name);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.locator('.cards').first().waitFor();
  expect(await live(page)).toBe(0);
  await page.context().close();
});

test('a browser without frame encryption is told so, by name', async () => {
  const page = await open(() => {
    delete (globalThis as { RTCRtpScriptTransform?: unknown }).RTCRtpScriptTransform;
  });
  await page.getByText('Missing: encryption of sound and picture.').waitFor();
  await page.context().close();
});

test('no permission: what to change is said, and nothing else is lost', async () => {
  const page = await open(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Test this device' }).click();
  await page.getByText('Camera and microphone could not be used').waitFor();
  await page.locator('.check-good', { hasText: 'Network' }).waitFor();
  await page.context().close();
});
