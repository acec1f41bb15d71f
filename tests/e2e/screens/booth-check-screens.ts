import type { BoothCheckState } from '#protocol';
import type { Page } from 'playwright-core';
import { answerProbe } from './answer-probe.js';
import { mainButton, press, type ScreenCase, typeCode } from './screen-case.js';
import { type Answers } from './stub.js';
import { answersFor } from './stubbed-api.js';

const { kiosk } = answersFor;
/** A kiosk's answers when this is due or asked for. */
export const checkAnswers = (state: BoothCheckState): Answers => ({
  ...kiosk,
  'GET /api/kiosk/check': state,
  'POST /api/kiosk/check': null,
  'POST /api/kiosk/check/test': null,
});
const checkDue = checkAnswers({ due: true, test: false });
const testAsked = checkAnswers({ due: true, test: true });

const heard = press('.quick .button');
const notHeard = press('.quick .button >> nth=1');

async function toTone(page: Page): Promise<void> {
  await answerProbe(page);
  await typeCode(page);
  await page.locator('.kiosk-main > .lead').waitFor();
  await mainButton(page);
  await page.locator('.quick').waitFor();
}

async function toVoice(page: Page): Promise<void> {
  await toTone(page);
  await notHeard(page);
  await mainButton(page);
  await page.locator('audio').waitFor({ state: 'attached' });
}

const after =
  (way: (page: Page) => Promise<void>, touch: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await way(page);
    await touch(page);
  };

/** Ahead of the first session of a day, and as a device test that an operator asked for. */
export const BOOTH_CHECK_SCREENS: readonly ScreenCase[] = [
  { name: 'kiosk check', screens: 'kiosk', answers: checkDue, reach: typeCode, ready: '.kiosk-main > .lead' },
  { name: 'kiosk check heard', screens: 'kiosk', answers: checkDue, reach: toTone, ready: '.quick' },
  { name: 'kiosk check good', screens: 'kiosk', answers: checkDue, reach: after(toTone, heard), ready: '.notice-good' },
  {
    name: 'kiosk check fault',
    screens: 'kiosk',
    answers: checkDue,
    reach: after(toTone, notHeard),
    ready: '.notice-caution',
  },
  { name: 'kiosk test', screens: 'kiosk', answers: testAsked, reach: typeCode, ready: '.kiosk-main > .lead' },
  {
    name: 'kiosk test say',
    screens: 'kiosk',
    answers: testAsked,
    reach: after(toTone, heard),
    ready: '.kiosk-main > .lead + p',
  },
  { name: 'kiosk test heard', screens: 'kiosk', answers: testAsked, reach: toVoice, ready: '.quick' },
  {
    name: 'kiosk test report',
    screens: 'kiosk',
    answers: testAsked,
    reach: after(toVoice, notHeard),
    ready: '.notice-good',
  },
];
