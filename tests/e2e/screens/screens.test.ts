import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenCase } from './screen-case.js';
import { SCREENS } from './screen-list.js';
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

const SIZES = { kiosk: { width: 1024, height: 768 }, staff: { width: 1280, height: 800 } };
const scaleOf = (screen: ScreenCase): keyof typeof SIZES =>
  screen.screens === 'kiosk' || screen.hash?.startsWith('#booth') ? 'kiosk' : 'staff';

/** Shows the screen from the start, in `language`; what a person had stored before is gone. */
async function show({ page }: Watched, screen: ScreenCase, language: string): Promise<void> {
  await page.goto(
    served.url(screen.screens, screen.hash && screen.screens === 'fixtures' ? screen.hash + language : screen.hash),
  );
  await screen.reach?.(page);
  await page.locator(screen.ready).first().waitFor();
}

async function open(screen: ScreenCase, language: string, wish: Parameters<typeof watched>[1] = {}): Promise<Watched> {
  const seen = await watched(browser, { ...SIZES[scaleOf(screen)], language, ...wish });
  await stub(seen.page, screen.answers);
  await show(seen, screen, language);
  return seen;
}

const tooWide = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Parts of a kiosk screen that would have to be scrolled. */
const scrolled = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.kiosk-main, .call-main')]
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => `${part.className || part.tagName} ${part.scrollHeight} > ${part.clientHeight}`),
  );

test.each(SCREENS.map((screen) => [screen.name, screen] as const))('%s', async (name, screen) => {
  for (const language of ['en', 'ru', 'kk']) {
    const { page, complaints } = await open(screen, language);
    const picture = process.env['HABEAS_PICTURES'];
    if (picture) await page.screenshot({ path: `${picture}/${name.replaceAll(' ', '-')}-${language}.png` });
    expect(await axe(page), language).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await page.locator('.languages').count()).toBe(1);
    const inside = (await page.locator('dialog').count()) > 0 ? 'dialog .button-main' : '.button-main';
    expect(await page.locator(inside).count(), 'one main action').toBeLessThanOrEqual(1);
    expect(await tooWide(page), `${language}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
    if (scaleOf(screen) === 'kiosk') expect(await scrolled(page), `${language}: no scrolling on a kiosk`).toEqual([]);
    expect(complaints, language).toEqual([]);
    await page.context().close();
  }
});

test('the detectors detect: a bad page has findings, a foreign request and an inline style are seen', async () => {
  const { page, complaints } = await watched(browser);
  await stub(page, {});
  await page.goto(served.url('desk'));
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
  const chosen = ['desk sign in refused', 'desk day', 'desk booking refused', 'attorney sessions', 'attorney join'];
  for (const screen of SCREENS.filter(({ name }) => chosen.includes(name))) {
    const { page } = await open(screen, 'ru', { width: 640, height: 400, forcedColors: 'active' });
    expect(await axe(page), screen.name).toEqual([]);
    expect(await tooWide(page), screen.name).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});

test('an attorney can use a telephone: 360 px wide', async () => {
  const narrow = SCREENS.filter(({ name }) => name.startsWith('attorney') || name.startsWith('call attorney'));
  for (const screen of narrow) {
    const { page } = await open(screen, 'ru', { width: 360, height: 740 });
    expect(await tooWide(page), screen.name).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});
