import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { cutOff, mainPlace, scrolled, smallTargets, tooWide } from './layout.js';
import { withoutPrompt } from './read-aloud.js';
import { SCREENS } from './screen-list.js';
import type { ScreenCase } from './screen-case.js';
import { LANGUAGES, scaleOf, sizeOf, Stage, type Language } from './stage.js';
import { axe, type Watched } from './watched-page.js';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start(inject('builtScreens'));
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
