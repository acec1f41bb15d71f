import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCREENS, type ScreenCase } from './screen-list.js';
import { ServedScreens } from './served-screens.js';
import { stub } from './stubbed-api.js';
import { axe, launch, watched, type Watched } from './watched-page.js';

let served: ServedScreens;
let browser: Browser;

beforeAll(async () => {
  served = await ServedScreens.start();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const SIZES: Record<string, { width: number; height: number }> = {
  kiosk: { width: 1024, height: 768 },
  staff: { width: 1280, height: 800 },
};
const scaleOf = (screen: ScreenCase) =>
  screen.screens === 'kiosk' || screen.hash?.startsWith('#booth') ? 'kiosk' : 'staff';

async function show(screen: ScreenCase, language: string, wish: Parameters<typeof watched>[1] = {}): Promise<Watched> {
  const seen = await watched(browser, { ...SIZES[scaleOf(screen)], language, ...wish });
  await stub(seen.page, screen.answers);
  await seen.page.goto(served.url(screen.screens, screen.hash ? screen.hash + language : ''));
  await screen.reach?.(seen.page);
  await seen.page.locator(screen.ready).first().waitFor();
  return seen;
}

describe.each(['en', 'ru', 'kk'])('in %s', (language) => {
  test.each(SCREENS.map((screen) => [screen.name, screen] as const))('%s', async (name, screen) => {
    const { page, complaints } = await show(screen, language);
    try {
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await page.locator('.languages').count()).toBe(1);
      expect(await page.locator('.button-main:visible').count()).toBeLessThanOrEqual(
        name.includes('booking') || name.includes('panel') || name.includes('slip') ? 2 : 1,
      );
      expect(complaints).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
      if (scaleOf(screen) === 'kiosk') expect(await scrolled(page), 'no scrolling on a kiosk').toEqual([]);
    } finally {
      if (process.env['HABEAS_PICTURES']) {
        await page.screenshot({
          path: `${process.env['HABEAS_PICTURES']}/${name.replaceAll(' ', '-')}-${language}.png`,
        });
      }
      await page.context().close();
    }
  });
});

/** Parts of a kiosk screen that would have to be scrolled. */
function scrolled(page: Watched['page']): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.kiosk-main, .call-main')]
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => `${part.className || part.tagName} ${part.scrollHeight} > ${part.clientHeight}`),
  );
}

test('the detectors detect: a bad page has findings, a foreign request and an inline style are seen', async () => {
  const { page, complaints } = await watched(browser);
  await stub(page, {});
  await page.goto(served.url('desk'));
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="http://elsewhere.example/x.png"><p style="color:red">x</p>',
    );
  });
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2);
  expect(complaints.join()).toContain('elsewhere.example');
  expect(complaints.join()).toMatch(/style/);
  expect((await axe(page)).join()).toContain('image-alt');
  await page.context().close();
});

test('Kazakh letters come from our own font', async () => {
  const { page } = await watched(browser, { language: 'kk' });
  await stub(page, {});
  await page.goto(served.url('desk'));
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

test('forced colours and 200 % zoom keep every word', async () => {
  for (const screen of SCREENS.filter(({ screens }) => screens === 'desk' || screens === 'attorney')) {
    const { page } = await show(screen, 'ru', { width: 640, height: 400, forcedColors: 'active' });
    expect(await axe(page), screen.name).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, screen.name).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});
