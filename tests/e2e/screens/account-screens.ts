import type { Page } from 'playwright-core';
import { mainButton, press, type ScreenCase } from './screen-case.js';
import { account, accounts, givenCode } from './account-answers.js';
import { Refuses } from './stub.js';
import { answersFor, me } from './stubbed-api.js';

const { desk, attorney, oversight } = answersFor;

const LOOK = 'POST /api/access/look';
const shown = {
  purpose: 'invitation',
  username: 'saule.akhmetova',
  name: 'Saule Akhmetova',
  expires: '2026-11-30T05:42:00.000Z',
};
const refusedCode = (code: 'access-wrong' | 'access-used' | 'access-expired' | 'access-withdrawn'): ScreenCase => ({
  name: `attorney code ${code.slice(7)}`,
  screens: 'attorney',
  hash: '#access=7K2M-9QX4-BB1C-0ZTR',
  answers: { 'GET /api/me': me(), [LOOK]: new Refuses(403, code) },
  reach: mainButton,
  ready: '.notice-bad',
});
const openAccount = (row: number) => async (page: Page) => {
  await page.locator('.table .button').nth(row).click();
  await page.locator('dialog .facts').waitFor();
};

/** The own account, the accounts at the desk, and the screens of a code. */
export const ACCOUNT_SCREENS: readonly ScreenCase[] = [
  { name: 'desk account', screens: 'desk', hash: '#account', answers: desk, ready: '.cards' },
  {
    name: 'desk account sign out everywhere',
    screens: 'desk',
    hash: '#account',
    answers: desk,
    reach: press('.button-danger'),
    ready: 'dialog .button-danger',
  },
  {
    name: 'desk account failed',
    screens: 'desk',
    hash: '#account',
    answers: { ...desk, 'GET /api/account': 'unreachable' },
    ready: '.notice-bad',
  },
  { name: 'attorney account', screens: 'attorney', hash: '#account', answers: attorney, ready: '.cards' },
  {
    name: 'attorney account only here',
    screens: 'attorney',
    hash: '#account',
    answers: { ...attorney, 'GET /api/account': { ...account, signIns: account.signIns.slice(0, 1) } },
    ready: '.cards',
  },
  { name: 'oversight account', screens: 'oversight', hash: '#account', answers: oversight, ready: '.cards' },
  { name: 'desk accounts', screens: 'desk', hash: '#accounts', answers: desk, ready: '.table' },
  {
    name: 'desk accounts of the operator',
    screens: 'desk',
    hash: '#accounts',
    answers: { ...desk, 'GET /api/me': me('operator') },
    ready: '.table',
  },
  {
    name: 'desk accounts failed',
    screens: 'desk',
    hash: '#accounts',
    answers: { ...desk, 'GET /api/desk/accounts': 'unreachable' },
    ready: '.notice-bad',
  },
  {
    name: 'desk accounts none found',
    screens: 'desk',
    hash: '#accounts',
    answers: desk,
    reach: (page) => page.locator('.desk-body input').fill('zzz'),
    ready: '.empty',
  },
  {
    name: 'desk invite taken',
    screens: 'desk',
    hash: '#accounts',
    answers: { ...desk, 'POST /api/desk/accounts': new Refuses(409, 'account-taken', { field: 'username' }) },
    reach: async (page) => {
      await page.locator('.table').waitFor();
      await mainButton(page);
      await page.locator('dialog input').first().fill('Saule Akhmetova');
      await page.locator('dialog input').nth(1).fill('saule.akhmetova');
      await press('dialog .button-main')(page);
    },
    ready: '.field-problem',
  },
  {
    name: 'desk account of an attorney',
    screens: 'desk',
    hash: '#accounts',
    answers: desk,
    reach: openAccount(0),
    ready: 'dialog .button-danger',
  },
  {
    name: 'desk account code',
    screens: 'desk',
    hash: '#accounts',
    answers: desk,
    reach: async (page) => {
      await openAccount(0)(page);
      await page.locator('dialog input[type=checkbox]').check();
      await press('dialog .button-main')(page);
    },
    ready: '.access-code',
  },
  {
    name: 'desk account second officer',
    screens: 'desk',
    hash: '#accounts',
    answers: {
      ...desk,
      [`POST /api/desk/accounts/${accounts.accounts[0]!.id}/access`]: {
        account: givenCode.account,
        purpose: 'reset',
        expires: givenCode.expires,
      },
    },
    reach: async (page) => {
      await openAccount(0)(page);
      await page.locator('dialog input[type=checkbox]').check();
      await press('dialog .button-main')(page);
      await page.locator('dialog input').waitFor({ state: 'detached' });
    },
    ready: 'dialog p',
  },
  {
    name: 'attorney code',
    screens: 'attorney',
    hash: '#access',
    answers: { 'GET /api/me': me() },
    ready: 'form',
  },
  refusedCode('access-wrong'),
  refusedCode('access-used'),
  refusedCode('access-expired'),
  refusedCode('access-withdrawn'),
  {
    name: 'attorney choose password',
    screens: 'attorney',
    hash: '#access=7K2M-9QX4-BB1C-0ZTR',
    answers: { 'GET /api/me': me(), [LOOK]: shown },
    reach: async (page) => {
      await mainButton(page);
      await page.locator('input[type=password]').first().fill('short');
      await mainButton(page);
    },
    ready: '.field-problem',
  },
];
