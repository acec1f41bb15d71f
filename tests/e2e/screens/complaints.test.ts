import type { Complaint } from '#protocol';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { answersFor } from './stubbed-api.js';
import { watched } from './watched-page.js';

const screens = openScreens();

const KEPT = 'Kept here, not yet sent';
const TAKEN = 'it is not in the record yet';
const ENTERED = 'In the record.';

interface Opened {
  page: Page;
  answers: Record<string, unknown>;
  sent: Complaint[];
}

/** A page whose line to us is broken, as far as complaints go, and what it tries to send over it. */
async function open(audience: 'kiosk' | 'attorney'): Promise<Opened> {
  const { page } = await watched(screens.browser, { width: 1280, height: 800, language: 'en' });
  page.setDefaultTimeout(30_000);
  const path = `/api/${audience}/complaints`;
  const answers: Record<string, unknown> = { ...answersFor[audience], [`POST ${path}`]: 'unreachable' };
  const sent: Complaint[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === path) sent.push(request.postDataJSON() as Complaint);
  });
  await stub(page, answers);
  await page.goto(screens.served.url(audience));
  return { page, answers, sent };
}

const state = (page: Page, words: string) => page.locator('dialog .notice', { hasText: words }).waitFor();
const numbers = (sent: Complaint[]) => new Set(sent.map(({ id }) => id));

test('at the booth: kept while the line is broken, taken, entered; one complaint, and the desk is called as well', async () => {
  const { page, answers, sent } = await open('kiosk');
  const bell = page.waitForRequest('**/api/kiosk/bell');
  await page.getByRole('button', { name: 'Something is wrong' }).click();
  await page.getByRole('button', { name: 'It is not private' }).click();
  await state(page, KEPT);
  expect((await bell).postDataJSON()).toMatchObject({ problem: 'not-private' });
  expect(await page.getByText(ENTERED).count()).toBe(0);
  answers['POST /api/kiosk/complaints'] = {};
  await state(page, TAKEN);
  expect(await page.getByText(ENTERED).count()).toBe(0);
  answers['POST /api/kiosk/complaints'] = { entry: 4711 };
  await state(page, ENTERED);
  await page.getByText('4711').waitFor();
  expect(numbers(sent).size).toBe(1);
  expect(sent[0]).toMatchObject({ kind: 'not-private' });
  await page.context().close();
});

test('at the booth: oversight alone can be told; a reload forgets nothing, and the next person sees nothing of it', async () => {
  const { page, answers, sent } = await open('kiosk');
  let bells = 0;
  page.on('request', (request) => void (bells += Number(request.url().endsWith('/api/kiosk/bell'))));
  const toOversight = async () => {
    await page.getByRole('button', { name: 'Something is wrong' }).click();
    await page.getByRole('button', { name: 'Tell only the oversight body, not the officers' }).click();
  };
  await toOversight();
  await page.getByRole('button', { name: 'I could not hear' }).click();
  await state(page, KEPT);
  await page.reload();
  await toOversight();
  await page.getByRole('button', { name: 'I could not hear' }).waitFor();
  expect(await page.locator('dialog .notice').count()).toBe(0);
  answers['POST /api/kiosk/complaints'] = { entry: 4712 };
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(numbers(sent).size).toBe(1);
  expect(bells).toBe(0);
  await page.context().close();
});

test('attorney: said with the line broken, the page closed and opened again, then entered under the same number', async () => {
  const { page, answers, sent } = await open('attorney');
  await page.getByRole('button', { name: 'Make a complaint' }).click();
  await page.getByRole('button', { name: 'It was not private' }).click();
  await state(page, KEPT);
  await page.reload();
  await page.getByRole('button', { name: 'Make a complaint (1 not yet sent)' }).click();
  await state(page, KEPT);
  answers['POST /api/attorney/complaints'] = { entry: 4713 };
  await state(page, ENTERED);
  await page.getByText('4713').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Make a complaint', exact: true }).waitFor();
  expect(numbers(sent).size).toBe(1);
  await page.context().close();
});

test('attorney: a complaint about a session names its booking', async () => {
  const { page, answers, sent } = await open('attorney');
  answers['POST /api/attorney/complaints'] = { entry: 1 };
  await page.locator('section[aria-labelledby=past]').getByRole('button').first().click();
  await page.getByRole('button', { name: 'Make a complaint' }).click();
  await page.getByRole('button', { name: 'I could not hear' }).click();
  await state(page, ENTERED);
  expect(sent).toMatchObject([{ kind: 'not-heard', booking: '3'.repeat(32) }]);
  await page.context().close();
});
