import type { Page } from 'playwright-core';
import type { Status } from '#protocol';
import { press, type ScreenCase } from './screen-case.js';
import { Refuses } from './stub.js';
import { me } from './stubbed-api.js';

const NOW = '2026-11-23T05:42:00.000Z';

const good: Status = {
  now: NOW,
  version: '0.1.0',
  node: '20.20.2',
  parts: ['facility', 'postgres', 'keeper', 'booth-plane', 'redis', 'hearing-plane', 'relay'].map((part) => ({
    part,
    up: true,
    since: '2026-11-20T03:10:00.000Z',
  })),
  disk: { free: 212e9, total: 480e9, days: 340 },
  waiting: 0,
  clock: { source: 'chrony', synchronised: true, offset: -0.0021 },
  certificateUntil: '2027-08-01T00:00:00.000Z',
  backupAt: '2026-11-22T22:30:00.000Z',
  restoreTestAt: '2026-11-02T06:00:00.000Z',
  selfTest: { at: '2026-11-22T19:01:00.000Z', tried: 41, refused: 41, letThrough: [] },
  kiosks: [
    { booth: '1', seenAt: NOW, check: { at: '2026-11-23T03:05:00.000Z', faults: [] } },
    { booth: '2', seenAt: NOW, check: { at: '2026-11-22T10:31:00.000Z', faults: [] } },
    { booth: '3', seenAt: NOW },
  ],
  findings: [],
};
const troubled: Status = {
  ...good,
  parts: good.parts.map((part) =>
    ['keeper', 'hearing-plane', 'relay'].includes(part.part) ? { ...part, up: false, since: NOW } : part,
  ),
  disk: { free: 91e6, total: 480e9 },
  waiting: 31,
  clock: { source: 'kernel', synchronised: false, jump: { at: NOW, seconds: -3600 } },
  selfTest: { at: NOW, tried: 41, refused: 39, letThrough: ['rtp_forward', 'data channel'] },
  restored: { at: NOW, from: '2026-11-22T22:30:00.000Z' },
  kiosks: [{ booth: '1', seenAt: NOW, check: { at: NOW, faults: ['microphone', 'line-out'] } }, { booth: '2' }],
  findings: [
    ...([
      'self-test-failed',
      'part-down',
      'hearing-plane-down',
      'relay-down',
      'disk-full',
      'ledger-waits',
      'clock-jumped',
      'clock-unkept',
    ] as const),
    ...(['kiosk-silent', 'booth-fault'] as const),
  ],
};
const makeKioskCode = async (page: Page): Promise<void> => {
  await page.getByRole('textbox').fill('5');
  await page.keyboard.press('Enter');
};
const operator = { 'GET /api/me': me('operator') };

export const STATUS_SCREENS: readonly ScreenCase[] = [
  {
    name: 'operator status',
    screens: 'desk',
    answers: { ...operator, 'GET /api/status': good },
    ready: '.notice-good',
  },
  { name: 'operator trouble', screens: 'desk', answers: { ...operator, 'GET /api/status': troubled }, ready: '.todo' },
  {
    name: 'operator nothing yet',
    screens: 'desk',
    answers: {
      ...operator,
      'GET /api/status': { ...good, kiosks: [], findings: ['backup-missing', 'restore-untested'] },
    },
    ready: '.empty',
  },
  {
    name: 'operator test code',
    screens: 'desk',
    answers: {
      ...operator,
      'GET /api/status': good,
      'POST /api/desk/booth-tests': { booth: '1', code: '40712958', until: '2026-11-23T06:12:00.000Z' },
    },
    reach: press('td .button'),
    ready: 'dialog .big-code',
  },
  {
    name: 'operator kiosk code',
    screens: 'desk',
    answers: {
      ...operator,
      'GET /api/status': good,
      'POST /api/desk/kiosk-codes': { booth: '5', code: 'K7QM-2X4D-9TRA-0WHE' },
    },
    reach: makeKioskCode,
    ready: 'dialog .big-code',
  },
  {
    name: 'operator kiosk code refused',
    screens: 'desk',
    answers: {
      ...operator,
      'GET /api/status': good,
      'POST /api/desk/kiosk-codes': new Refuses(404, 'booth-unknown'),
    },
    reach: makeKioskCode,
    ready: 'form .notice-bad',
  },
  {
    name: 'operator failed',
    screens: 'desk',
    answers: { ...operator, 'GET /api/status': 'unreachable' },
    ready: '.notice-bad',
  },
];
