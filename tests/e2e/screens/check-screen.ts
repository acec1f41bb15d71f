import { expect, inject, test, afterAll, beforeAll } from 'vitest';
import { cutOff, mainPlace, scrolled, smallTargets, tooWide } from './layout.js';
import { withoutPrompt } from './read-aloud.js';
import type { ScreenCase } from './screen-case.js';
import { LANGUAGES, type Language, scaleOf, sizeOf, Stage } from './stage.js';
import { axe, type Watched } from './watched-page.js';

/** The bottom right corner of the kiosk, whatever the language. */
const MAIN_PLACE = { right: 32, bottom: 16 };

/** One test for each screen: reached in the first language, switched to the others as a person does. Called once in a file. */
export function checkScreens(screens: readonly ScreenCase[]): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.start(inject('builtScreens'));
  });
  afterAll(() => stage?.stop());

  test.each(screens.map((screen) => [screen.name, screen] as const))('%s', async (_, screen) => {
    const seen = await stage.show(screen, LANGUAGES[0]);
    for (const language of LANGUAGES) {
      await speak(seen.page, language);
      await checkAtItsSize(seen.page, screen, language);
    }
    await narrowed(seen, screen);
    for (const language of LANGUAGES) {
      await speak(seen.page, language);
      await checkNarrow(seen.page, language);
    }
    expect(seen.complaints).toEqual([]);
  });
}

type Page = Watched['page'];

/** The screen in another language, and everything else as it was. A dialog does not keep a test from the button behind it. */
async function speak(page: Page, language: Language): Promise<void> {
  await page.locator(`.languages [lang=${language}]`).dispatchEvent('click');
  await page.locator(`.languages [lang=${language}][aria-pressed=true]`).waitFor({ state: 'attached' });
}

async function checkAtItsSize(page: Page, screen: ScreenCase, language: Language): Promise<void> {
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
}

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

async function checkNarrow(page: Page, language: Language): Promise<void> {
  expect(await tooWide(page), `${language}: 200 % zoom or a telephone`).toBeLessThanOrEqual(0);
  expect(await cutOff(page), `${language}: 200 % zoom or a telephone`).toEqual([]);
  // Russian has the longest words. The colours are the system's there, whatever computed styles say.
  if (language === 'ru') expect(await axe(page, ['color-contrast']), 'forced colours, narrow').toEqual([]);
}
