import type { Page } from 'playwright-core';
import { mainButton, press, type ScreenCase } from './screen-case.js';
import { answersFor, boothsPlan } from './stubbed-api.js';

const { desk } = answersFor;
const to = (place: string) => async (page: Page) => {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
};

async function openBlock(page: Page): Promise<void> {
  await to('booths')(page);
  await page.locator('.table').first().waitFor();
  await mainButton(page);
  await press('dialog .tick input')(page);
}

async function previewBlock(page: Page): Promise<void> {
  await openBlock(page);
  await page.locator('dialog input[maxlength="5"]').first().fill('10:30');
  await page.locator('dialog input[maxlength="5"]').nth(1).fill('18:00');
  await page.locator('dialog select').selectOption('safety');
  await press('dialog .button-main')(page);
}

async function openHours(page: Page): Promise<void> {
  await to('booths')(page);
  await page.locator('.table').nth(1).locator('button').first().click();
  await page.locator('dialog .week').waitFor();
}
/** The desk beside its day: queue, booths, people. */
export const DESK_PLACES_SCREENS: readonly ScreenCase[] = [
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
  {
    name: 'desk hours',
    screens: 'desk',
    answers: desk,
    reach: openHours,
    ready: 'dialog .week',
  },
  {
    name: 'desk hours refused',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await openHours(page);
      await page.locator('dialog .week input').nth(1).fill('18-9');
      await press('dialog .button-main')(page);
    },
    ready: '.field-problem',
  },
  {
    name: 'desk holidays none, day missing',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/booths': { ...boothsPlan, holidays: [] } },
    reach: async (page) => {
      await to('booths')(page);
      await press('.holidays form .button')(page);
    },
    ready: '.holidays .field-problem',
  },
  {
    name: 'desk holiday not removed',
    screens: 'desk',
    answers: desk,
    reach: async (page) => {
      await to('booths')(page);
      await press('.holidays .table .button')(page);
    },
    ready: '.holidays .notice-bad',
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
