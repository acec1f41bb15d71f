import type { Receipt } from '#protocol';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { answersFor } from './stubbed-api.js';
import { trueReceipt } from './true-receipt.js';
import { watched } from './watched-page.js';

const BOOKING = '3'.repeat(32);
const screens = openScreens();

async function show({ seen, ...receipt }: Receipt, answers: Record<string, unknown> = {}): Promise<Page> {
  const { page } = await watched(screens.browser, { language: 'en' });
  Object.assign(answers, answersFor.attorney, { [`GET /api/receipts/${BOOKING}`]: receipt });
  await page.addInitScript(
    ([key, kept]) => localStorage.setItem(key!, kept!),
    [`habeas-seen-${BOOKING}`, JSON.stringify(seen)],
  );
  await stub(page, answers);
  await open(page);
  return page;
}

async function open(page: Page): Promise<void> {
  await page.goto(screens.served.url('attorney'));
  const past = page.locator('section[aria-labelledby=past]');
  await past.getByRole('button').first().click();
  await past.waitFor({ state: 'detached' });
}

test('a true receipt is checked here, and says what the key rests on', async () => {
  const receipt = await trueReceipt(BOOKING, 'c'.repeat(32));
  const page = await show(receipt);
  await page.getByText(`Checked here: ${receipt.entries.length} entries are in the signed record`).waitFor();
  await page.getByText(receipt.vkey).waitFor();
  expect(await page.locator('.table .proof').first().innerText()).toContain('checked here');
  const holders = page.locator('section[aria-labelledby=key-holders]');
  expect(await holders.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/Party 1.*Same/s),
    expect.stringMatching(/Party 2 \(this device\).*Same/s),
  ]);
  await page.context().close();
});

test('the record has the keys of another handshake than this device: said in plain words, and nothing is called checked', async () => {
  const receipt = await trueReceipt(BOOKING, 'c'.repeat(32));
  const { seen } = await trueReceipt(BOOKING, 'c'.repeat(32));
  const page = await show({ ...receipt, seen });
  await page.locator('.notice-bad').getByText('a key that this device never saw').waitFor();
  await page.getByText('keys-differ').waitFor();
  expect(await page.locator('.table .proof').first().innerText()).toContain('server says');
  await page.context().close();
});

test('what the server says that this device saw counts for nothing', async () => {
  const receipt = await trueReceipt(BOOKING, 'c'.repeat(32));
  const answers: Record<string, unknown> = {};
  const page = await show({ ...receipt, seen: [] }, answers);
  answers[`GET /api/receipts/${BOOKING}`] = receipt;
  await open(page);
  await page.getByText('This device saw no comparison of numbers').waitFor();
  await page.context().close();
});

test('a receipt whose entry was changed by one character is refused in red words', async () => {
  const receipt = await trueReceipt(BOOKING, 'c'.repeat(32));
  const [entry, ...others] = receipt.entries;
  const changed = { ...entry!, leaf: entry!.leaf.replace('1.1.2', '1.1.3') };
  const page = await show({ ...receipt, entries: [changed, ...others] });
  await page.locator('.notice-bad').getByText('This receipt does not verify').waitFor();
  await page.getByText('proof-wrong').waitFor();
  expect(await page.locator('.table .proof').first().innerText()).toContain('server says');
  await page.context().close();
});

test('a log key that changed since this device first saw it is found out', async () => {
  const answers: Record<string, unknown> = {};
  const page = await show(await trueReceipt(BOOKING, 'c'.repeat(32)), answers);
  await page.locator('.notice-good').waitFor();
  answers[`GET /api/receipts/${BOOKING}`] = await trueReceipt(BOOKING, 'c'.repeat(32), 8);
  await open(page);
  await page.getByText('vkey-differs').waitFor();
  await page.context().close();
});

test('entries that wait: not yet in a signed checkpoint, and nothing is called checked', async () => {
  const page = await show({ ...(await trueReceipt(BOOKING, 'c'.repeat(32))), late: true, entries: [] });
  await page.locator('.notice-caution').waitFor();
  expect(await page.locator('.notice-good').count()).toBe(0);
  await page.context().close();
});

test('joining reads the booking anew: parties that changed meanwhile are shown, not joined', async () => {
  const answers: Record<string, unknown> = {};
  const page = await show(await trueReceipt(BOOKING, 'c'.repeat(32)), answers);
  await page.goto(screens.served.url('attorney'));
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const join = page.getByRole('button', { name: 'Join', exact: true });
  await join.waitFor();
  answers['GET /api/attorney/bookings'] = JSON.parse(
    JSON.stringify(answersFor.attorney['GET /api/attorney/bookings']).replaceAll('Booth 4', 'Booth 5'),
  );
  await join.click();
  await page.getByText('Before: Booth 4, Attorney → now: Booth 5, Attorney').waitFor();
  expect(await page.locator('.call').count()).toBe(0);
  await page.context().close();
});
