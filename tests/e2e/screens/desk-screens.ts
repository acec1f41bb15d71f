import type { Page } from 'playwright-core';
import { mainButton, press, type ScreenCase } from './screen-case.js';
import { answersFor, boothsPlan, me, Refuses } from './stubbed-api.js';

const { desk } = answersFor;
const to = (place: string) => async (page: Page) => {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
};
const openSlips = press('.desk-body .apart .row >> nth=1 >> .button >> nth=1');

async function checkIn(page: Page): Promise<void> {
  await press('.desk-body .apart .row >> nth=1 >> .button')(page);
  await page.locator('.pad').waitFor();
  await page.keyboard.type('40712958');
  await press('dialog .button-main')(page);
}

async function openBlock(page: Page): Promise<void> {
  await to('booths')(page);
  await page.locator('.table').first().waitFor();
  await mainButton(page);
  await press('dialog .check input')(page);
}

async function previewBlock(page: Page): Promise<void> {
  await openBlock(page);
  await page.locator('dialog input[maxlength="5"]').first().fill('10:30');
  await page.locator('dialog input[maxlength="5"]').nth(1).fill('18:00');
  await page.locator('dialog select').selectOption('safety');
  await press('dialog .button-main')(page);
}

export const DESK_SCREENS: readonly ScreenCase[] = [
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
  { name: 'desk booths', screens: 'desk', answers: desk, reach: to('booths'), ready: '.table' },
  {
    name: 'desk booths none',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/booths': { ...boothsPlan, booths: [], blocks: [] } },
    reach: to('booths'),
    ready: '.empty',
  },
  {
    name: 'desk booths failed',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/booths': 'unreachable' },
    reach: to('booths'),
    ready: '.notice-bad',
  },
  {
    name: 'desk block form refused',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await openBlock(page);
      await press('dialog .button-main')(page);
    },
    ready: '.field-problem',
  },
  { name: 'desk block preview', screens: 'desk', answers: desk, reach: previewBlock, ready: 'dialog .button-danger' },
  {
    name: 'desk block plan changed',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await previewBlock(page);
      await press('dialog .button-danger')(page);
    },
    ready: 'dialog .notice-bad',
  },
  { name: 'desk people', screens: 'desk', hash: '#people', answers: desk, ready: '.table' },
  {
    name: 'desk people nobody',
    screens: 'desk',
    hash: '#people',
    answers: {
      ...desk,
      'GET /api/desk/register': { detainees: [], attorneys: [] },
      'GET /api/desk/reviews': { now: '2026-11-23T05:42:00.000Z', reviews: [] },
    },
    ready: '.empty',
  },
  {
    name: 'desk people failed',
    screens: 'desk',
    hash: '#people',
    answers: { ...desk, 'GET /api/desk/register': 'unreachable' },
    ready: '.notice-bad',
  },
  {
    name: 'desk person',
    screens: 'desk',
    hash: '#people',
    answers: desk,
    reach: press('.table .button'),
    ready: 'dialog form',
  },
  {
    name: 'desk review',
    screens: 'desk',
    hash: '#people',
    answers: desk,
    reach: press('section[aria-labelledby=reviews] .button'),
    ready: 'dialog .field',
  },
  {
    name: 'desk import problems',
    screens: 'desk',
    hash: '#people',
    answers: desk,
    reach: async (page) => {
      await page.locator('.desk-body > .row .button').click();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('number\n1043\n') });
      await page.locator('dialog .button-main').click();
    },
    ready: 'dialog .notice-bad',
  },
];
