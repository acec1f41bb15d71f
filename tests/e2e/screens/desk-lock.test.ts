import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './opened-screens.js';
import { Refuses, stub, type Answers } from './stub.js';
import { answersFor, me } from './stubbed-api.js';
import { axe, watched } from './watched-page.js';

const screens = openScreens();
const MINUTE = 60_000;

async function open(language = 'en'): Promise<{ page: Page; answers: Answers }> {
  const { page } = await watched(screens.browser, { language });
  await page.clock.install({ time: '2026-11-23T05:42:00Z' });
  const answers: Answers = {
    ...answersFor.desk,
    'GET /api/me': { ...me('desk'), lockMinutes: 10 },
    'POST /api/account/touch': null,
    'POST /api/sign-in': new Refuses(401, 'wrong-sign-in'),
  };
  await stub(page, answers);
  await page.goto(screens.served.url('desk'));
  await page.locator('.day').waitFor();
  return { page, answers };
}

const typed = async (page: Page) => {
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('dialog').getByLabel('From').fill('10:30');
};
const locked = (page: Page) => page.locator('dialog.lock');
const pass = (page: Page, minutes: number) => page.clock.runFor(minutes * MINUTE);

test('warned a minute before, locked after ten; what was typed is there after signing in on top', async () => {
  const { page, answers } = await open();
  await typed(page);
  await pass(page, 8.5);
  expect(await page.getByText('This desk locks in a minute').count()).toBe(0);
  await pass(page, 1);
  await page.getByText('This desk locks in a minute').waitFor();
  // Any key keeps it open.
  await page.keyboard.press('Shift');
  await pass(page, 9.5);
  expect(await locked(page).count()).toBe(0);
  await pass(page, 1);
  await locked(page).waitFor();
  await locked(page).getByText('Booth 3: cannot hear').waitFor();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Escape');
  await page.locator('dialog.lock:modal').waitFor();
  expect(await axe(page)).toEqual([]);
  const picture = process.env['HABEAS_PICTURES'];
  if (picture) await page.screenshot({ path: `${picture}/desk-locked.png` });

  expect(await locked(page).getByLabel('Account name').inputValue()).toBe('dana');
  await locked(page).getByLabel('Password').fill('wrong');
  await page.keyboard.press('Enter');
  await locked(page).getByText('Account name and password do').waitFor();
  answers['POST /api/sign-in'] = null;
  await locked(page).getByLabel('Password').fill('right');
  await page.keyboard.press('Enter');
  await locked(page).waitFor({ state: 'detached' });
  expect(await page.getByRole('dialog').getByLabel('From').inputValue()).toBe('10:30');
  await page.context().close();
});

test('somebody else who signs in on top begins afresh', async () => {
  const { page, answers } = await open();
  await typed(page);
  await pass(page, 11);
  await locked(page).waitFor();
  answers['POST /api/sign-in'] = null;
  const other = me('desk');
  answers['GET /api/me'] = { ...other, lockMinutes: 10, person: { ...other.person!, id: 'p9', name: 'Else' } };
  await locked(page).getByLabel('Password').fill('right');
  await page.keyboard.press('Enter');
  await page.getByText('Signed in: Else').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.context().close();
});

test('the server’s word counts too, and a page loaded anew while locked shows nothing of the day', async () => {
  const { page, answers } = await open();
  answers['GET /api/desk/day'] = new Refuses(401, 'locked');
  await pass(page, 0.2);
  await locked(page).waitFor();
  const dana = me('desk');
  answers['GET /api/me'] = { ...dana, lockMinutes: 10, person: { ...dana.person!, locked: true } };
  await page.reload();
  await locked(page).waitFor();
  expect(await page.locator('.booking').count()).toBe(0);
  await page.context().close();
});
