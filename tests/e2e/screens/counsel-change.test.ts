import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { COURT_SCREENS } from './court-screens.js';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { watched } from './watched-page.js';

const screens = openScreens();

async function open(name: string) {
  const { page } = await watched(screens.browser, { language: 'en' });
  const { answers, hash } = COURT_SCREENS.find((one) => one.name === name)!;
  await stub(page, answers);
  await page.goto(screens.served.url('fixtures', `${hash}en`));
  await page.locator('h1').first().waitFor();
  return page;
}

const asked = (page: Page) => page.evaluate(() => document.documentElement.dataset['asked']);

test('the clerk proposes another counsel with the keyboard alone; Escape gives the focus back', async () => {
  const page = await open('court counsel proposed');
  const other = page.getByRole('button', { name: 'Another counsel' });
  await other.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who comes').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await other.evaluate((element) => element === document.activeElement)).toBe(true);
  await other.press('Enter');
  const ask = dialog.getByRole('button', { name: 'Ask' });
  // Nobody is chosen yet: nothing is asked.
  await ask.press('Enter');
  expect(await asked(page)).toBeUndefined();
  await dialog.getByLabel('Who comes').selectOption('a');
  await ask.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await asked(page)).toBe('say {"type":"propose-counsel","seat":4,"attorney":"a","former":3}');
  await page.context().close();
});

test('the accused answers with the keyboard alone, in court and in the lobby', async () => {
  for (const [screen, name, yes] of [
    ['court accused counsel asked', 'Yes, change', true],
    ['court accused counsel lobby', 'No, keep', false],
  ] as const) {
    const page = await open(screen);
    await page.getByRole('region', { name: 'Another counsel for you?' }).getByRole('button', { name }).press('Enter');
    expect(await asked(page)).toBe(`say {"type":"answer-counsel","number":1,"yes":${yes}}`);
    await page.context().close();
  }
});
