import { expect, test } from 'vitest';
import { COURT_SCREENS } from './court-screens.js';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { watched } from './watched-page.js';

const screens = openScreens();

async function openList(screen: string) {
  const { page } = await watched(screens.browser, { language: 'en' });
  const { answers } = COURT_SCREENS.find(({ name }) => name === screen)!;
  await stub(page, answers);
  await page.goto(screens.served.url('court'));
  await page.locator('.table').first().waitFor();
  return page;
}

test('a hearing is moved with the keyboard alone; a refusal keeps what was typed, Escape gives the focus back', async () => {
  const page = await openList('court move refused');
  const move = page.getByRole('button', { name: 'Move', exact: true });
  await move.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Nothing is changed yet.').waitFor();
  await dialog.getByLabel('From').fill('1600');
  await dialog.getByLabel('To', { exact: true }).fill('17:30');
  await dialog.getByText('before 15:00–16:00 → now 16:00–17:30').first().waitFor();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.keyboard.press('Enter');
  expect((await sent).postDataJSON()).toEqual({ from: '2026-11-23T11:00:00.000Z', to: '2026-11-23T12:30:00.000Z' });
  const refusal = dialog.getByText('The courtroom has another hearing at that time.');
  await refusal.waitFor();
  expect(await dialog.getByLabel('From').getAttribute('aria-describedby')).toBe(await refusal.getAttribute('id'));
  expect(await dialog.getByLabel('From').inputValue()).toBe('1600');
  expect(await dialog.getByLabel('To', { exact: true }).inputValue()).toBe('17:30');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Move');
  await page.context().close();
});

test('a list is tried before it is saved, and a calendar is known by what is in it', async () => {
  const page = await openList('court import problems');
  await page.getByRole('button', { name: 'Import the day’s list' }).press('Enter');
  const choose = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const press = async (name: string) => {
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name }).press('Enter');
    return (await sent).postDataJSON() as unknown;
  };
  await choose('list.csv', 'case\n1-23\n');
  expect(await press('Try without saving')).toEqual({ kind: 'csv', text: 'case\n1-23\n', save: false });
  expect(await press('Schedule 4 hearings')).toEqual({ kind: 'csv', text: 'case\n1-23\n', save: true });
  // Another file: nothing of it was tried yet.
  await choose('list.csv', 'BEGIN:VCALENDAR\n');
  await page.getByRole('button', { name: 'Schedule 4 hearings' }).waitFor({ state: 'detached' });
  expect(await press('Try without saving')).toMatchObject({ kind: 'ical', save: false });
  await page.context().close();
});
