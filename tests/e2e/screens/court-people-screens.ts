import type { Page } from 'playwright-core';
import { fixture, named, of, tab } from './court-fixture.js';
import { at } from './moments.js';
import { press, type ScreenCase } from './screen-case.js';
import { Refuses } from './stub.js';

/** Of the fixtures. */
const HEARING = '7'.repeat(32);
const ADDED = { [`POST /api/court/hearings/${HEARING}/people`]: { seat: 7 } };
const LINKED = {
  [`POST /api/court/hearings/${HEARING}/links`]: { seat: 7, token: 'Q'.repeat(43), until: at('18:00') },
};
const addPerson = async (page: Page): Promise<void> => {
  await tab(1)(page);
  await press('.court-panel-body > .button')(page);
};
const fillPerson = async (page: Page): Promise<void> => {
  await addPerson(page);
  await page.locator('dialog select').first().selectOption('expert');
  await page.locator('dialog input').first().fill('Асель Қанатқызы Оспанова');
  await page.locator('dialog fieldset').first().locator('input').nth(3).check();
};
const added = async (page: Page): Promise<void> => {
  await fillPerson(page);
  await press('dialog form .button-main')(page);
};

const CHOICES = 'GET /api/court/hearings/choices';
const WITH_CLERKS = {
  [CHOICES]: { booths: [], detainees: [], attorneys: [], clerks: [{ id: 'k', name: 'Мадина Қайратқызы Бекова' }] },
};
const handOver = press('.court-rows ~ .button');
const accusedMore = press('.court-row:has-text("Сергей") .button >> nth=1');

/** One more person, a personal link from within the hearing, and a room that is shown. */
export const PEOPLE_SCREENS: readonly ScreenCase[] = [
  named('person add', fixture('clerk-room', 'dialog .tick', fillPerson)),
  {
    ...named('person add refused', fixture('clerk-room', 'dialog .notice-bad', added)),
    answers: { [Object.keys(ADDED)[0]!]: new Refuses(409, 'hearing-over') },
  },
  { ...named('person added', fixture('clerk-room', 'dialog .button-main', added)), answers: ADDED },
  {
    ...named(
      'person added link',
      fixture('clerk-room', '.court-given', async (page) => {
        await added(page);
        await press('dialog .button-main')(page);
      }),
    ),
    answers: { ...ADDED, ...LINKED },
  },
  named(
    'person link asked',
    fixture('clerk-room', 'dialog .button-main', async (page) => {
      await tab(1)(page);
      await press('.court-row .button >> nth=2')(page);
    }),
  ),
  ...of('accused', 'show-asked', 'show-shown'),
  ...of('witness', 'show-asked', 'muted'),
  ...of('clerk', 'show-shown'),
  named('judge room asked', fixture('judge-show-shown', 'dialog h3', accusedMore)),
  named('judge room not asked', fixture('judge-room', 'dialog h3', accusedMore)),
  named(
    'accused shows with others',
    fixture('accused-show-asked', '.court-show :checked', press('.court-show .tick >> nth=3')),
  ),
  { ...named('hand over', fixture('clerk-room', 'dialog select', handOver)), answers: WITH_CLERKS },
  {
    ...named('hand over nobody', fixture('clerk-room', 'dialog p', handOver)),
    answers: { [CHOICES]: { ...Object.values(WITH_CLERKS)[0], clerks: [] } },
  },
  fixture('clerk-released'),
];
