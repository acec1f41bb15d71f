import type { HearingDay, HearingImportReport } from '#protocol';
import type { Page } from 'playwright-core';
import { press, type ScreenCase } from './screen-case.js';
import { Refuses, type Answers } from './stub.js';

const TRIED: HearingImportReport = {
  rows: 7,
  fit: 4,
  known: 1,
  saved: false,
  days: [{ day: '2026-11-24', hearings: 5 }],
  problems: [
    { line: 3, column: 'courtroom', code: 'courtroom-taken', value: '№ 3' },
    { line: 5, column: 'date', code: 'date-wrong', value: '31.11.2026' },
    { line: 5, column: 'account', code: 'attorney-unknown', value: 'iskakova' },
  ],
};
const IMPORT = 'POST /api/court/hearings/import';

const openImport = press('.stack-wide > .row .button >> nth=2');

/** A list is chosen and tried. */
async function tryList(page: Page): Promise<void> {
  await openImport(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('case\n1-23\n') });
  await press('dialog .button-main')(page);
}

/** The first hearing that has not begun is to begin an hour later. */
async function moveLater(page: Page): Promise<void> {
  await press('tr .row .button:nth-of-type(3)')(page);
  const [from, to] = [page.locator('dialog input').nth(1), page.locator('dialog input').nth(2)];
  await from.fill('16:00');
  await to.fill('17:30');
}

async function saveMove(page: Page): Promise<void> {
  await moveLater(page);
  await press('dialog .button-main')(page);
}

/** A clerk's day: a list taken over, a hearing moved. `answers`: those of a day with a hearing that has not begun. */
export function clerkDayScreens(answers: Answers, { hearings }: HearingDay): ScreenCase[] {
  const screens = 'court' as const;
  const later = hearings.find(({ state }) => state === 'scheduled');
  const move = `POST /api/court/hearings/${later?.id}/move`;
  return [
    {
      name: 'court import',
      screens,
      answers,
      reach: async (page) => {
        await openImport(page);
        await press('dialog summary')(page);
      },
      ready: 'dialog .facts',
    },
    {
      name: 'court import problems',
      screens,
      answers: { ...answers, [IMPORT]: TRIED },
      reach: tryList,
      ready: 'dialog .notice-caution',
    },
    {
      name: 'court import nothing fits',
      screens,
      answers: { ...answers, [IMPORT]: { ...TRIED, fit: 0, known: 0, days: [] } },
      reach: tryList,
      ready: 'dialog .notice-bad',
    },
    {
      name: 'court import done',
      screens,
      answers: { ...answers, [IMPORT]: { ...TRIED, saved: true } },
      reach: tryList,
      ready: 'dialog .notice-caution',
    },
    {
      name: 'court move',
      screens,
      answers,
      reach: moveLater,
      ready: 'dialog .facts-line:nth-child(3)',
    },
    {
      name: 'court move refused',
      screens,
      answers: { ...answers, [move]: new Refuses(409, 'courtroom-taken', { field: 'courtroom' }) },
      reach: saveMove,
      ready: 'dialog .field-problem',
    },
    {
      name: 'court moved',
      screens,
      answers: { ...answers, [move]: later },
      reach: saveMove,
      ready: '[role=status] .lead',
    },
  ];
}
