import { ACCOUNT_SCREENS } from './account-screens.js';
import type { Page } from 'playwright-core';
import { answerProbe } from './answer-probe.js';
import { BOOTH_CHECK_SCREENS } from './booth-check-screens.js';
import { COMPLAINT_SCREENS } from './complaint-screens.js';
import { COURT_SCREENS } from './court-screens.js';
import { DESK_PLACES_SCREENS } from './desk-places-screens.js';
import { DESK_SCREENS } from './desk-screens.js';
import { OVERSIGHT_SCREENS } from './oversight-screens.js';
import { RECEIPT_SCREENS } from './receipt-screens.js';
import { mainButton, press, type ScreenCase, toCode, typeCode } from './screen-case.js';
import { LINE_SCREENS } from './line-screens.js';
import { STATUS_SCREENS } from './status-screens.js';
import { Refuses } from './stub.js';
import { answersFor, FREE_INSTEAD, me, partyBooking } from './stubbed-api.js';

const { kiosk, attorney } = answersFor;

async function toLawyer(page: Page): Promise<void> {
  await toCode(page);
  await page.locator('.pad').waitFor();
  await press('.code-entry .stack .button')(page);
  await page.locator('#number').waitFor();
}

async function askForLawyer(page: Page): Promise<void> {
  await toLawyer(page);
  await page.keyboard.type('1043');
  await mainButton(page);
}

async function toDeviceTest(page: Page): Promise<void> {
  await page.locator('.cards').first().waitFor();
  await press('.page-main > .stack-wide > .row .button')(page);
}

const toHelp = press('.kiosk-foot .row .button');

async function sayProblem(page: Page): Promise<void> {
  await toHelp(page);
  await page.locator('.problem').first().click();
}

const calls: ScreenCase[] = ['booth', 'attorney'].flatMap((own) =>
  [
    'asking-devices',
    'waiting',
    'waiting-gone',
    'connecting',
    'keying',
    'unverified',
    'matched-here',
    'sealed',
    'sealed-words',
    'sealed-window',
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

const ofThreeAndFour: ScreenCase[] = [
  ...['booth', 'attorney', 'helper'].flatMap((own) =>
    ['unverified-joined', 'unverified-four', 'sealed-three', 'sealed-four', 'silent-four'].map(
      (state) => [own, state] as const,
    ),
  ),
  ...['booth', 'attorney'].map((own) => [own, 'sealed-left'] as const),
  ['helper', 'waiting'] as const,
].map(([own, state]) => ({
  name: `call ${own} ${state}`,
  screens: 'fixtures' as const,
  hash: `#${own}/${state}/`,
  answers: {},
  ready: '.call h1',
}));

const comparing: ScreenCase[] = ['booth', 'attorney'].map((own) => ({
  name: `call ${own} small picture`,
  screens: 'fixtures' as const,
  hash: `#${own}/unverified/`,
  answers: {},
  reach: press('.small-picture .button'),
  ready: '.small-picture video',
}));

const toWriting = press('.call-facts .button');
const onCall = { screens: 'fixtures' as const, hash: '#booth/sealed-words/', answers: {} };
const writing: ScreenCase[] = [
  { ...onCall, name: 'call booth ready sentences', reach: toWriting, ready: '.quick' },
  {
    ...onCall,
    name: 'call booth writing',
    reach: async (page) => {
      await toWriting(page);
      await press('dialog .quick ~ .button')(page);
    },
    ready: '.keys',
  },
];

export const SCREENS: readonly ScreenCase[] = [
  ...DESK_SCREENS,
  ...DESK_PLACES_SCREENS,
  ...ACCOUNT_SCREENS,
  ...STATUS_SCREENS,
  ...LINE_SCREENS,
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
  {
    name: 'kiosk code wrong',
    screens: 'kiosk',
    answers: { ...kiosk, 'POST /api/kiosk/open': new Refuses(403, 'code-wrong', { left: 2 }) },
    reach: typeCode,
    ready: '.notice-bad',
  },
  { name: 'kiosk problem', screens: 'kiosk', answers: kiosk, reach: toHelp, ready: '.problems' },
  {
    name: 'kiosk problem taken',
    screens: 'kiosk',
    answers: kiosk,
    reach: sayProblem,
    ready: '.problem-number',
  },
  {
    name: 'kiosk problem kept',
    screens: 'kiosk',
    answers: { ...kiosk, 'POST /api/kiosk/bell': 'unreachable', 'POST /api/kiosk/complaints': 'unreachable' },
    reach: sayProblem,
    ready: '.notice-caution',
  },
  ...BOOTH_CHECK_SCREENS,
  ...COMPLAINT_SCREENS,
  { name: 'kiosk seal', screens: 'kiosk', answers: kiosk, reach: typeCode, ready: '.three-sentences' },
  { name: 'kiosk lawyer', screens: 'kiosk', answers: kiosk, reach: toLawyer, ready: '#number' },
  {
    name: 'kiosk lawyer asked',
    screens: 'kiosk',
    answers: kiosk,
    reach: askForLawyer,
    ready: '.notice-good',
  },
  {
    name: 'kiosk lawyer told desk',
    screens: 'kiosk',
    answers: kiosk,
    reach: async (page) => {
      await toLawyer(page);
      await press('.code-entry .stack .button')(page);
    },
    ready: '.notice-good',
  },
  {
    name: 'kiosk lawyer failed',
    screens: 'kiosk',
    answers: { ...kiosk, 'POST /api/kiosk/requests': 'unreachable' },
    reach: askForLawyer,
    ready: '.notice-bad',
  },
  { name: 'attorney sign in', screens: 'attorney', answers: { 'GET /api/me': me() }, ready: 'form' },
  { name: 'attorney sessions', screens: 'attorney', answers: attorney, ready: '.cards' },
  {
    name: 'attorney nothing yet',
    screens: 'attorney',
    answers: {
      ...attorney,
      'GET /api/attorney/bookings': { now: '2026-11-23T05:42:00.000Z', bookings: [] },
      'GET /api/attorney/requests': { now: '2026-11-23T05:42:00.000Z', requests: [] },
    },
    ready: '.empty',
  },
  {
    name: 'attorney ask',
    screens: 'attorney',
    answers: attorney,
    reach: press('section[aria-labelledby=requests] .page-title .button'),
    ready: 'dialog form',
  },
  {
    name: 'attorney ask without clients',
    screens: 'attorney',
    answers: { ...attorney, 'GET /api/attorney/clients': { clients: [], colleagues: [] } },
    reach: press('section[aria-labelledby=requests] .page-title .button'),
    ready: 'dialog .lead',
  },
  {
    name: 'attorney offer gone',
    screens: 'attorney',
    answers: {
      ...attorney,
      [`POST /api/attorney/requests/${'1'.repeat(32)}/accept`]: new Refuses(409, 'offer-gone', {
        alternatives: FREE_INSTEAD,
      }),
    },
    reach: press('.open-request .button'),
    ready: '.notice-bad',
  },
  {
    name: 'attorney requests failed',
    screens: 'attorney',
    answers: { ...attorney, 'GET /api/attorney/requests': 'unreachable' },
    ready: '.notice-bad',
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
      await page.locator('.cards').first().waitFor();
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
    name: 'attorney device test',
    screens: 'attorney',
    answers: attorney,
    reach: toDeviceTest,
    ready: '.check-good',
  },
  {
    name: 'attorney device test runs',
    screens: 'attorney',
    answers: attorney,
    reach: async (page) => {
      await answerProbe(page);
      await toDeviceTest(page);
      await mainButton(page);
      await page.locator('.own-picture').waitFor();
      await press('.check-ask .button >> nth=1')(page);
      await page.locator('.check-good >> nth=2').waitFor();
    },
    ready: '.check-ask',
  },
  ...RECEIPT_SCREENS,
  { name: 'oversight sign in', screens: 'oversight', answers: { 'GET /api/me': me() }, ready: 'form' },
  ...OVERSIGHT_SCREENS,
  ...COURT_SCREENS,
  ...calls,
  ...ofThreeAndFour,
  ...comparing,
  ...writing,
];
