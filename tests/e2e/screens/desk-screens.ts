import type { LineCheck } from '#protocol';
import type { Page } from 'playwright-core';
import { mainButton, press, type ScreenCase } from './screen-case.js';
import { Refuses } from './stub.js';
import { answersFor, FREE_INSTEAD, me } from './stubbed-api.js';

const { desk } = answersFor;
const openSlips = press('.desk-body .apart .row >> nth=1 >> .button >> nth=1');

/** The whole booking form, but not the button. */
async function fillBooking(page: Page): Promise<void> {
  await mainButton(page);
  for (const index of [0, 1, 2]) await page.locator('dialog select').nth(index).selectOption({ index: 1 });
  await page.locator('dialog select').nth(4).selectOption({ index: 1 });
  await page.locator('dialog input[maxlength="5"]').first().fill('10:30');
  await page.locator('dialog input[maxlength="5"]').nth(1).fill('11:00');
}

/** What the line says to what is typed. */
const lineSays = (check: LineCheck) => ({ ...desk, 'POST /api/desk/line/check': check });

async function checkIn(page: Page): Promise<void> {
  await press('.desk-body .apart .row >> nth=1 >> .button')(page);
  await page.locator('.pad').waitFor();
  await page.keyboard.type('40712958');
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
    name: 'desk no booth opens',
    screens: 'desk',
    answers: { ...desk, 'GET /api/desk/day': { ...desk['GET /api/desk/day'], selfTestFailed: true } },
    ready: '.notice-bad',
  },
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
    name: 'desk booking line carries',
    screens: 'desk',
    answers: desk,
    reach: fillBooking,
    ready: 'dialog form > p[role=status]',
  },
  {
    name: 'desk booking line sound only',
    screens: 'desk',
    answers: lineSays({ answer: 'sound-only', slots: FREE_INSTEAD }),
    reach: fillBooking,
    ready: 'dialog .notice-caution .button',
  },
  {
    name: 'desk booking line full',
    screens: 'desk',
    answers: lineSays({ answer: 'another-time', slots: [] }),
    reach: fillBooking,
    ready: 'dialog .notice-caution',
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
];
