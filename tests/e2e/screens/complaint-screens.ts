import type { Complaints } from '#protocol';
import type { Page } from 'playwright-core';
import { NOW } from './moments.js';
import { emptyLog, oversightLog, summary } from './oversight-log.js';
import { press, type ScreenCase } from './screen-case.js';
import { type Answers } from './stub.js';
import { answersFor } from './stubbed-api.js';

const { oversight } = answersFor;
const kiosk: Answers = { ...answersFor.kiosk, 'POST /api/kiosk/complaints': { entry: 212 } };
const attorney: Answers = { ...answersFor.attorney, 'POST /api/attorney/complaints': { entry: 213 } };
const id = (digit: string): string => digit.repeat(32);

async function toOversight(page: Page): Promise<void> {
  await press('.kiosk-foot .row .button')(page);
  await press('dialog .button-wide')(page);
}
const saidToOversight = async (page: Page): Promise<void> => {
  await toOversight(page);
  await press('dialog .button-wide')(page);
};

async function toComplaint(page: Page): Promise<void> {
  await page.locator('.cards').first().waitFor();
  await press('.page-main > .stack-wide > .row .button >> nth=1')(page);
}
const complain = async (page: Page): Promise<void> => {
  await toComplaint(page);
  await press('dialog .button-wide')(page);
};

const told: Complaints['complaints'] = [
  { id: id('4'), kind: 'not-private', role: 2, said: NOW, at: NOW, ofBooking: true },
  { id: id('5'), kind: 'not-heard', role: 2, said: NOW, at: '2026-11-23T05:40:10.000Z', ofBooking: false, entry: 21 },
  { id: id('6'), kind: 'not-private', role: 1, said: NOW, at: '2026-11-20T06:21:00.000Z', ofBooking: true, entry: 11 },
];
const complaints = (list: Complaints['complaints'], size?: number): Answers => ({
  ...oversight,
  'GET /api/oversight/log': summary(size),
  'GET /api/oversight/complaints': { complaints: list },
});

export const COMPLAINT_SCREENS: readonly ScreenCase[] = [
  { name: 'kiosk complaint', screens: 'kiosk', answers: kiosk, reach: toOversight, ready: 'dialog .button-wide' },
  {
    name: 'kiosk complaint entered',
    screens: 'kiosk',
    answers: kiosk,
    reach: saidToOversight,
    ready: 'dialog .notice-good',
  },
  {
    name: 'kiosk complaint kept',
    screens: 'kiosk',
    answers: { ...kiosk, 'POST /api/kiosk/complaints': 'unreachable' },
    reach: saidToOversight,
    ready: 'dialog .notice-caution',
  },
  {
    name: 'kiosk complaint taken',
    screens: 'kiosk',
    answers: { ...kiosk, 'POST /api/kiosk/complaints': {} },
    reach: saidToOversight,
    ready: 'dialog .notice-unknown',
  },
  {
    name: 'kiosk ended not private',
    screens: 'fixtures',
    hash: '#booth/ended/',
    answers: { 'POST /api/kiosk/complaints': { entry: 214 } },
    reach: press('section .row .button >> nth=1'),
    ready: '.notice-good',
  },
  {
    name: 'attorney complaint',
    screens: 'attorney',
    answers: attorney,
    reach: toComplaint,
    ready: 'dialog .button-wide',
  },
  {
    name: 'attorney complaint entered',
    screens: 'attorney',
    answers: attorney,
    reach: complain,
    ready: 'dialog .notice-good',
  },
  {
    name: 'attorney complaint kept',
    screens: 'attorney',
    answers: { ...attorney, 'POST /api/attorney/complaints': 'unreachable' },
    reach: complain,
    ready: 'dialog .notice-caution',
  },
  {
    name: 'oversight complaints',
    screens: 'oversight',
    hash: '#complaints',
    answers: complaints(told),
    log: oversightLog,
    ready: '.table',
  },
  {
    name: 'oversight no complaints',
    screens: 'oversight',
    hash: '#complaints',
    answers: complaints([], 1),
    log: emptyLog,
    ready: '.empty',
  },
  {
    name: 'oversight complaints failed',
    screens: 'oversight',
    hash: '#complaints',
    answers: { ...complaints([]), 'GET /api/oversight/complaints': 'unreachable' },
    log: oversightLog,
    ready: '.notice-bad',
  },
];
