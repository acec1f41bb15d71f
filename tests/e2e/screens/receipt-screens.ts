import type { SeenRound } from '#protocol';
import type { Page } from 'playwright-core';
import { press, type ScreenCase } from './screen-case.js';
import { answersFor, receipt, SEEN, SEEN_ELSEWHERE } from './stubbed-api.js';

const { attorney } = answersFor;

/** Lists above may still grow: the section is named, not counted. */
async function toReceipt(page: Page): Promise<void> {
  const past = page.locator('section[aria-labelledby=past]');
  await past.locator('button').first().click();
  await past.waitFor({ state: 'detached' });
}

/** `seen`: what the device kept of the session. */
const toSeenReceipt = (seen: readonly SeenRound[]) => async (page: Page) => {
  await page.evaluate(
    ([key, kept]) => localStorage.setItem(key!, kept!),
    [`habeas-seen-${'3'.repeat(32)}`, JSON.stringify(seen)],
  );
  await toReceipt(page);
};

const ended = { screens: 'fixtures' as const, hash: '#booth/ended/', answers: {} };

/** What the attorney and the person in the booth take with them. */
export const RECEIPT_SCREENS: readonly ScreenCase[] = [
  {
    name: 'attorney receipt',
    screens: 'attorney',
    answers: attorney,
    reach: toSeenReceipt(SEEN),
    ready: '#key-holders',
  },
  {
    name: 'attorney receipt of another device',
    screens: 'attorney',
    answers: attorney,
    reach: toReceipt,
    ready: '.table',
  },
  {
    name: 'attorney receipt with other keys',
    screens: 'attorney',
    answers: attorney,
    reach: toSeenReceipt(SEEN_ELSEWHERE),
    ready: '.notice-bad',
  },
  {
    name: 'attorney receipt late',
    screens: 'attorney',
    answers: { ...attorney, [`GET /api/receipts/${'3'.repeat(32)}`]: receipt(true) },
    reach: toReceipt,
    ready: '.notice-caution',
  },
  { ...ended, name: 'kiosk ended', ready: '.was-private' },
  { ...ended, name: 'kiosk receipt', reach: press('.kiosk-foot .row .button'), ready: '.large-qr' },
];
