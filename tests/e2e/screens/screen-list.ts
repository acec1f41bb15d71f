import type { Page } from 'playwright-core';
import type { Screens } from './served-screens.js';
import { type Answers, answersFor, me, partyBooking, receipt, Refuses } from './stubbed-api.js';

export interface ScreenCase {
  name: string;
  screens: Screens;
  hash?: string;
  answers: Answers;
  /** Leads to the screen; language-free, so that it works in all three. */
  reach?: (page: Page) => Promise<void>;
  /** Something that is there once the screen is. */
  ready: string;
}

const { desk, kiosk, attorney, oversight } = answersFor;
const press = (selector: string) => (page: Page) => page.locator(selector).first().click();
const mainButton = press('.button-main');

async function toCode(page: Page): Promise<void> {
  await mainButton(page);
  await page.locator(`.language-large[lang="${await page.evaluate(() => document.documentElement.lang)}"]`).click();
}

async function typeCode(page: Page): Promise<void> {
  await toCode(page);
  await page.locator('.pad').waitFor();
  await page.keyboard.type('40712958');
  await mainButton(page);
}

const to = (place: string) => press(`.places a[href="#${place}"]`);
const openSlips = press('.desk-body .apart .row >> nth=1 >> .button >> nth=1');

async function checkIn(page: Page): Promise<void> {
  await press('.desk-body .apart .row >> nth=1 >> .button')(page);
  await page.locator('.pad').waitFor();
  await page.keyboard.type('40712958');
  await press('dialog .button-main')(page);
}

const calls: ScreenCase[] = ['booth', 'attorney'].flatMap((own) =>
  [
    'asking-devices',
    'waiting',
    'connecting',
    'keying',
    'unverified',
    'matched-here',
    'sealed',
    'unmatched',
    'reconnecting',
    'broken',
    'broken-retry',
  ].map((state) => ({
    name: `call ${own} ${state}`,
    screens: 'fixtures' as const,
    hash: `#${own}/${state}/`,
    answers: {},
    ready: '.call h1',
  })),
);

export const SCREENS: readonly ScreenCase[] = [
  { name: 'desk sign in', screens: 'desk', answers: { 'GET /api/me': me() }, ready: 'form' },
  {
    name: 'desk sign in refused',
    screens: 'desk',
    answers: { 'GET /api/me': me(), 'POST /api/sign-in': new Refuses(401, 'wrong-sign-in') },
    reach: async (page) => {
      await page.locator('input').first().fill('dana');
      await page.locator('input').nth(1).fill('wrong');
      await mainButton(page);
    },
    ready: '.notice-bad',
  },
  { name: 'desk unreachable', screens: 'desk', answers: { 'GET /api/me': 'unreachable' }, ready: '.notice-bad' },
  { name: 'desk day', screens: 'desk', answers: desk, ready: '.day' },
  {
    name: 'desk nothing booked',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/day': { ...desk['GET /api/desk/day'], bookings: [] } },
    ready: '.empty',
  },
  { name: 'desk booking form', screens: 'desk', answers: desk, reach: mainButton, ready: 'dialog form' },
  {
    name: 'desk booking missing',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await mainButton(page);
      await press('dialog .button-main')(page);
    },
    ready: '.field-problem',
  },
  {
    name: 'desk booking refused',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await mainButton(page);
      for (const index of [0, 1, 2]) await page.locator('dialog select').nth(index).selectOption({ index: 1 });
      await page.locator('dialog input[maxlength="5"]').first().fill('10:30');
      await page.locator('dialog input[maxlength="5"]').nth(1).fill('11:00');
      await press('dialog .button-main')(page);
    },
    ready: '.field-problem',
  },
  { name: 'desk panel', screens: 'desk', answers: desk, reach: press('.booking-confirmed'), ready: '.facts' },
  {
    name: 'desk panel in session',
    screens: 'desk',
    answers: desk,
    reach: press('.booking-in-session'),
    ready: '.facts',
  },
  {
    name: 'desk slip',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await press('.booking-confirmed')(page);
      await press('dialog .row .button-quiet')(page);
    },
    ready: '.slip',
  },
  {
    name: 'desk panel refused by whom',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await press('.booking-in-session')(page);
      await page.locator('dialog select').last().selectOption('refused');
    },
    ready: 'dialog select >> nth=2',
  },
  {
    name: 'desk amend',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await press('.booking-confirmed')(page);
      await page.locator('dialog .dialog-body > .button-quiet').first().click();
      await page.locator('dialog input[maxlength="5"]').first().fill('10:30');
    },
    ready: '.changes dd',
  },
  {
    name: 'desk check in',
    screens: 'desk',
    answers: desk,
    reach: press('.desk-body .apart .row >> nth=1 >> .button'),
    ready: '.pad',
  },
  {
    name: 'desk check in found',
    screens: 'desk',
    answers: desk,
    reach: checkIn,
    ready: '.facts',
  },
  {
    name: 'desk check in refused',
    screens: 'desk',
    answers: { ...desk, 'POST /api/desk/check-in': new Refuses(409, 'code-used') },
    reach: checkIn,
    ready: 'dialog .notice-bad',
  },
  { name: 'desk slips', screens: 'desk', answers: desk, reach: openSlips, ready: 'fieldset' },
  {
    name: 'desk slips none',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/day': { ...desk['GET /api/desk/day'], bookings: [] } },
    reach: openSlips,
    ready: 'dialog .empty',
  },
  {
    name: 'desk slips made',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await openSlips(page);
      await press('dialog .button-main')(page);
    },
    ready: '.slip',
  },
  { name: 'desk queue', screens: 'desk', answers: desk, reach: to('queue'), ready: '.table' },
  {
    name: 'desk queue nobody',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/queue': { now: desk['GET /api/desk/queue'].now, requests: [] } },
    reach: to('queue'),
    ready: '.empty',
  },
  {
    name: 'desk queue failed',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/queue': 'unreachable' },
    reach: to('queue'),
    ready: '.notice-bad',
  },
  {
    name: 'desk request offered',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await to('queue')(page);
      await press('.table .button')(page);
    },
    ready: '.facts',
  },
  {
    name: 'desk request form missing',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await to('queue')(page);
      await page.locator('.table').waitFor();
      await mainButton(page);
      await press('dialog .button-main')(page);
    },
    ready: '.field-problem',
  },
  {
    name: 'kiosk not enrolled',
    screens: 'kiosk',
    answers: { ...kiosk, 'GET /api/kiosk': { now: '2026-11-23T05:42:00.000Z' } },
    ready: 'form',
  },
  { name: 'kiosk idle', screens: 'kiosk', answers: kiosk, ready: '.own-names' },
  {
    name: 'kiosk closed',
    screens: 'kiosk',
    answers: { ...kiosk, 'GET /api/me': { ...me(), seal: { profile: 'none', missing: [] } } },
    ready: '.notice-bad',
  },
  { name: 'kiosk language', screens: 'kiosk', answers: kiosk, reach: mainButton, ready: '.language-large' },
  { name: 'kiosk code', screens: 'kiosk', answers: kiosk, reach: toCode, ready: '.pad' },
  {
    name: 'kiosk code refused',
    screens: 'kiosk',
    answers: { ...kiosk, 'POST /api/kiosk/open': new Refuses(403, 'code-other-booth') },
    reach: typeCode,
    ready: '.notice-bad',
  },
  { name: 'kiosk seal', screens: 'kiosk', answers: kiosk, reach: typeCode, ready: '.three-sentences' },
  { name: 'attorney sign in', screens: 'attorney', answers: { 'GET /api/me': me() }, ready: 'form' },
  { name: 'attorney sessions', screens: 'attorney', answers: attorney, ready: '.sessions' },
  {
    name: 'attorney nothing yet',
    screens: 'attorney',
    answers: { ...attorney, 'GET /api/attorney/bookings': { now: '2026-11-23T05:42:00.000Z', bookings: [] } },
    ready: '.empty',
  },
  {
    name: 'attorney join',
    screens: 'attorney',
    answers: attorney,
    reach: mainButton,
    ready: '.demo-layers',
  },
  {
    name: 'attorney roster changed',
    screens: 'attorney',
    answers: { ...attorney },
    reach: async (page) => {
      await page.locator('.sessions').first().waitFor();
      const changed = partyBooking('2', {
        roster: [...partyBooking('2').roster, { role: 4, party: 'd'.repeat(32), label: 'Interpreter' }],
      });
      await page.evaluate(({ key, value }) => localStorage.setItem(key, value), {
        key: `habeas-party-${changed.id}`,
        value: JSON.stringify({ party: changed.party, roster: changed.roster }),
      });
      await mainButton(page);
    },
    ready: '.notice-caution',
  },
  {
    name: 'attorney receipt',
    screens: 'attorney',
    answers: attorney,
    reach: press('.sessions >> nth=1 >> button'),
    ready: '.table',
  },
  {
    name: 'attorney receipt late',
    screens: 'attorney',
    answers: { ...attorney, [`GET /api/receipts/${'3'.repeat(32)}`]: receipt(true) },
    reach: press('.sessions >> nth=1 >> button'),
    ready: '.notice-caution',
  },
  { name: 'oversight sign in', screens: 'oversight', answers: { 'GET /api/me': me() }, ready: 'form' },
  { name: 'oversight failed', screens: 'oversight', answers: oversight, ready: '.notice-bad' },
  ...calls,
];
