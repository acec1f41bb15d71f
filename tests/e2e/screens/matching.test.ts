import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './opened-screens.js';
import { watched } from './watched-page.js';

const screens = openScreens();

async function open(own: 'booth' | 'attorney', state = 'unverified'): Promise<Page> {
  const { page } = await watched(screens.browser, { width: 1024, height: 768 });
  await page.goto(screens.served.url('fixtures', `#${own}/${state}/en`));
  await page.locator('.call').waitFor();
  return page;
}

const asked = (page: Page) => page.evaluate(() => document.documentElement.dataset['asked'] ?? '');
const same = (page: Page) => page.getByRole('button', { name: 'They are the same' });

test.each([
  ['booth', '0362', ['4071', '2958']],
  ['attorney', '4071', ['2958', '0362']],
] as const)('%s: the hidden group is nowhere on the page until it was typed as heard', async (own, hidden, shown) => {
  const page = await open(own);
  for (const group of shown) expect(await page.content()).toContain(group);
  expect(await page.content()).not.toContain(hidden);
  expect(await same(page).count()).toBe(0);
  await page.keyboard.type(hidden);
  await same(page).waitFor();
  expect(await page.locator('.groups .big-code').allInnerTexts()).toContain(hidden);
  await same(page).click();
  expect(await asked(page)).toBe('answer true');
  await page.context().close();
});

test('three wrong entries count as "different"; until then it says how many are left', async () => {
  const page = await open('booth');
  await page.keyboard.type('1111');
  await page.getByText('Tries left: 2').waitFor();
  await page.keyboard.type('2222');
  await page.getByText('Tries left: 1').waitFor();
  expect(await asked(page)).toBe('');
  await page.keyboard.type('3333');
  await expect.poll(() => asked(page)).toBe('answer false');
  expect(await same(page).count()).toBe(0);
  await page.context().close();
});

test('only the attorney may go on without comparing, and is asked again', async () => {
  const booth = await open('booth');
  expect(await booth.getByRole('button', { name: 'Go on without comparing' }).count()).toBe(0);
  await booth.context().close();
  const page = await open('attorney');
  await page.getByRole('button', { name: 'Go on without comparing' }).click();
  expect(await asked(page)).toBe('');
  await page.getByRole('button', { name: 'Go on, not verified' }).click();
  expect(await asked(page)).toBe('goOnWithoutMatching');
  await page.context().close();
});

test.each(['waiting', 'keying', 'unverified', 'matched-here', 'reconnecting', 'broken'])(
  'no picture and no word "Sealed" while %s',
  async (state) => {
    for (const own of ['booth', 'attorney'] as const) {
      const page = await open(own, state);
      expect(await page.locator('video').count()).toBe(0);
      expect(await page.getByText('Sealed', { exact: true }).count()).toBe(0);
      await page.context().close();
    }
  },
);

test.each(['booth', 'attorney'] as const)('%s: sealed shows the picture; unmatched keeps its banner', async (own) => {
  const sealed = await open(own, 'sealed');
  await sealed.getByText('Sealed', { exact: true }).waitFor();
  expect(await sealed.locator('video').count()).toBe(2);
  expect(await sealed.locator('.banner').count()).toBe(0);
  await sealed.context().close();
  const unmatched = await open(own, 'unmatched');
  await unmatched.locator('.banner').waitFor();
  expect(await unmatched.getByText('Sealed', { exact: true }).count()).toBe(0);
  await unmatched.context().close();
});

test.each(['booth', 'attorney'] as const)(
  '%s: a small picture is asked for by a person, and goes with the screen',
  async (own) => {
    const page = await open(own);
    await page.getByRole('button', { name: 'Small picture for sign language' }).click();
    await expect.poll(() => asked(page)).toBe('showVideoWhileMatching true');
    expect(await page.locator('video').count()).toBe(1);
    await page.getByRole('button', { name: 'Hide the small picture' }).click();
    await expect.poll(() => asked(page)).toBe('showVideoWhileMatching false');
    expect(await page.locator('video').count()).toBe(0);
    await page.context().close();
  },
);
