import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COURT_SCREENS } from './court-screens.js';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { watched } from './watched-page.js';

const screens = openScreens();

async function open(name: string) {
  const { page } = await watched(screens.browser, { language: 'en' });
  const { answers, hash } = COURT_SCREENS.find((one) => one.name === name)!;
  const sent: unknown[] = [];
  await stub(page, answers);
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.postDataJSON()));
  await page.goto(screens.served.url('fixtures', `${hash}en`));
  await page.locator('h1').first().waitFor();
  return { page, sent };
}

const asked = (page: Page) => page.evaluate(() => document.documentElement.dataset['asked']);

test('the clerk adds a person and makes the link with the keyboard alone', async () => {
  const { page, sent } = await open('court person added link');
  await page.getByRole('button', { name: /^Lobby/ }).press('Enter');
  const add = page.getByRole('button', { name: 'Add a person' });
  await add.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  // Nothing is chosen yet: nobody is added.
  expect(sent).toEqual([]);
  await dialog.getByLabel('Role').selectOption('expert');
  await dialog.getByLabel('Full name').fill('Asel Ospanova');
  await dialog
    .getByRole('group', { name: 'This person is protected from' })
    .getByLabel(/Сергей/)
    .press('Space');
  await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await dialog.getByRole('button', { name: 'Make a link' }).press('Enter');
  await dialog.getByText('Link for Asel Ospanova').waitFor();
  expect(sent).toEqual([
    { role: 'expert', name: 'Asel Ospanova', language: 'ru', protectedFrom: [4], screens: [] },
    { seat: 7 },
  ]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await add.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.context().close();
});

test('of an interpreter, and of nobody else, the clerk says that it is in sign language', async () => {
  const { page, sent } = await open('court person added');
  await page.getByRole('button', { name: /^Lobby/ }).press('Enter');
  await page.getByRole('button', { name: 'Add a person' }).press('Enter');
  const dialog = page.getByRole('dialog');
  const tick = dialog.getByLabel(/^Interprets in sign language/);
  await dialog.getByLabel('Role').selectOption('expert');
  expect(await tick.count()).toBe(0);
  await dialog.getByLabel('Role').selectOption('interpreter');
  await tick.press('Space');
  await dialog.getByLabel('Full name').fill('Asel Ospanova');
  await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await dialog.getByRole('button', { name: 'Make a link' }).waitFor();
  expect(sent).toMatchObject([{ role: 'interpreter', name: 'Asel Ospanova', signLanguage: true }]);
  await page.context().close();
});

test('who is asked to show the room says who is there before it is done', async () => {
  const { page } = await open('court accused show asked');
  const done = page.getByRole('button', { name: 'I have shown the room' });
  await done.press('Enter');
  expect(await asked(page)).toBeUndefined();
  await page.getByLabel('nobody').press('Space');
  // Somebody is there after all.
  await page.getByLabel('officer of the facility').press('Space');
  expect(await page.getByLabel('nobody').isChecked()).toBe(false);
  await done.press('Enter');
  expect(await asked(page)).toBe('say {"type":"room-shown","present":["officer"]}');
  await page.context().close();
});

test('judge and clerk say what was seen of the room', async () => {
  const { page } = await open('court judge room asked');
  await page.locator('.court-row', { hasText: 'Сергей' }).getByRole('button').nth(1).press('Enter');
  await page.getByRole('dialog').getByLabel('What was seen').fill('An empty room');
  await page.getByRole('button', { name: 'Seen, as declared' }).press('Enter');
  expect(await asked(page)).toBe('say {"type":"room-seen","seat":4,"asSaid":true,"text":"An empty room"}');
  await page.context().close();
});
