import { afterAll, beforeAll, expect, test } from 'vitest';
import { cutOff, mainPlace, scrolled, smallTargets, tooWide } from './layout.js';
import { withoutPrompt } from './read-aloud.js';
import { SCREENS } from './screen-list.js';
import type { ScreenCase } from './screen-case.js';
import { LANGUAGES, scaleOf, sizeOf, Stage, type Language } from './stage.js';
import { stub } from './stubbed-api.js';
import { axe, watched, type Watched } from './watched-page.js';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(() => stage?.stop());

/** The window of the same screen at 200 % zoom, or of a telephone where the audience has them. */
async function narrowed({ page }: Watched, screen: ScreenCase): Promise<void> {
  const { width, height } = sizeOf(screen);
  const telephone =
    screen.screens === 'attorney' || screen.name.startsWith('call attorney') || scaleOf(screen) === 'court';
  await page.setViewportSize(
    telephone ? { width: 360, height: 740 } : { width: width / 2, height: Math.floor(height / 2) },
  );
  await page.emulateMedia({ forcedColors: 'active' });
}

async function check(screen: ScreenCase, language: Language): Promise<void> {
  const seen = await stage.show(screen, language);
  const { page, complaints } = seen;
  expect(await axe(page), language).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  expect(await page.locator('.languages').count()).toBe(1);
  const inside = (await page.locator('dialog').count()) > 0 ? 'dialog .button-main' : '.button-main';
  expect(await page.locator(inside).count(), 'one main action').toBeLessThanOrEqual(1);
  expect(await tooWide(page), `${language}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
  expect(await cutOff(page), `${language}: nothing is cut off`).toEqual([]);
  if (scaleOf(screen) === 'court' && (await page.locator('.court').count()) > 0) {
    expect(await scrolled(page), `${language}: no scrolling in a courtroom`).toEqual([]);
  }
  if (scaleOf(screen) === 'kiosk') {
    expect(await scrolled(page), `${language}: no scrolling on a kiosk`).toEqual([]);
    expect(await smallTargets(page, 72), `${language}: targets of a finger`).toEqual([]);
    expect(await withoutPrompt(page), `${language}: every word can be read aloud`).toEqual([]);
    expect((await mainPlace(page)) ?? MAIN_PLACE, `${language}: main action in its place`).toEqual(MAIN_PLACE);
  }
  await narrowed(seen, screen);
  expect(await tooWide(page), `${language}: 200 % zoom or a telephone`).toBeLessThanOrEqual(0);
  expect(await cutOff(page), `${language}: 200 % zoom or a telephone`).toEqual([]);
  // Russian has the longest words. The colours are the system's there, whatever computed styles say.
  if (language === 'ru') expect(await axe(page, ['color-contrast']), 'forced colours, narrow').toEqual([]);
  expect(complaints, language).toEqual([]);
}

/** The bottom right corner of the kiosk, whatever the language. */
const MAIN_PLACE = { right: 32, bottom: 16 };

test.each(SCREENS.map((screen) => [screen.name, screen] as const))('%s', async (_, screen) => {
  // All of them end before the next screen uses their pages.
  const ended = await Promise.allSettled(LANGUAGES.map((language) => check(screen, language)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
});

test('the detectors detect: a bad page has findings, a foreign request and an inline style are seen', async () => {
  const { page, complaints } = await watched(stage.browser);
  await stub(page, {});
  await page.goto(stage.url('desk'));
  await page.evaluate(() => {
    const bad = '<img src="http://elsewhere.example/x.png"><p style="color:red">x</p>';
    document.body.insertAdjacentHTML('beforeend', bad);
    console.warn('a warning of the console');
  });
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(3);
  expect(complaints.join()).toContain('a warning of the console');
  expect(complaints.join()).toContain('elsewhere.example');
  expect(complaints.join()).toMatch(/style/);
  expect((await axe(page)).join()).toContain('image-alt');
  expect(await cutOff(page)).toEqual([]);
  expect(await smallTargets(page, 4)).toEqual([]);
  await page.evaluate(() => {
    const wide = document.createElement('button');
    wide.textContent = 'a word outside';
    Object.assign(wide.style, { position: 'absolute', left: '100%', top: '0' });
    const clipped = document.createElement('p');
    clipped.textContent = 'half a line';
    Object.assign(clipped.style, { height: '8px', overflow: 'hidden' });
    document.body.append(wide, clipped);
  });
  expect((await cutOff(page)).join()).toMatch(/a word outside.*half a line/);
  expect((await smallTargets(page, 72)).join()).toContain('a word outside');
  expect(await tooWide(page)).toBeGreaterThan(0);
  await page.context().close();
});

test('Kazakh letters come from our own font', async () => {
  const { page } = await watched(stage.browser, { language: 'kk' });
  await stub(page, {});
  await page.goto(stage.url('desk'));
  await page.locator('h1').waitFor();
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    const faces = await Promise.all(
      ['400', '600'].map((weight) => document.fonts.load(`${weight} 16px "Noto Sans"`, 'әғқңөұүһі')),
    );
    return faces.flat().map((face) => face.status);
  });
  expect(loaded.length).toBeGreaterThanOrEqual(4);
  expect(new Set(loaded)).toEqual(new Set(['loaded']));
  await page.context().close();
});
