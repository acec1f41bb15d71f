import type { CourtChoices, HearingDay, HearingRow, LinkMade } from '#protocol';
import { fixture, named, of, tab } from './court-fixture.js';
import { PEOPLE_SCREENS } from './court-people-screens.js';
import { clerkDayScreens } from './clerk-day-screens.js';
import { at } from './moments.js';
import { mainButton, press, type ScreenCase } from './screen-case.js';
import { Refuses } from './stub.js';
import { answersFor, me } from './stubbed-api.js';

const NOBODY = { 'GET /api/me': me() };
const clerk = { ...answersFor.attorney, 'GET /api/me': me('clerk') };
const LIST = 'GET /api/court/hearings';
const id = (digit: string): string => digit.repeat(32);

const someone = (
  seat: number,
  role: HearingRow['people'][number]['role'],
  name: string,
  more: Partial<HearingRow['people'][number]> = {},
): HearingRow['people'][number] => ({
  seat,
  role,
  name,
  language: 'ru',
  standing: 'expected',
  connected: false,
  link: 'none',
  ...more,
});

const people = [
  someone(0, 'clerk', 'Айгүл Сәрсенова', { standing: 'admitted', connected: true }),
  someone(1, 'judge', 'Ермек Тұрсынов', { standing: 'admitted', connected: true, link: 'used' }),
  someone(2, 'counsel', 'Дана Ысқақова', { standing: 'waiting', connected: true, link: 'used' }),
  someone(3, 'accused', 'Сергей Ли', { link: 'made' }),
  someone(4, 'witness', 'Гүлнар Қожа'),
];

const row = (
  digit: string,
  courtroom: string,
  [from, to]: readonly [string, string],
  state: HearingRow['state'],
): HearingRow => ({
  id: id(digit),
  caseNumber: `7511-26-00-2/14${digit}`,
  courtroom,
  from: at(from),
  to: at(to),
  state,
  people,
  parts: [],
});

const DAY: HearingDay = {
  day: '2026-11-23',
  hearings: [
    row('1', '№ 3', ['09:00', '10:00'], 'closed'),
    row('2', '№ 3', ['10:30', '12:00'], 'open'),
    {
      ...row('3', '№ 3', ['15:00', '16:00'], 'scheduled'),
      parts: [
        { seat: 3, part: 'pre', booth: '4', from: at('14:30'), to: at('15:00'), state: 'confirmed', counsel: 2 },
        { seat: 3, part: 'hearing', booth: '4', from: at('15:00'), to: at('16:00'), state: 'confirmed', counsel: 2 },
      ],
    },
    row('4', '№ 5', ['10:00', '11:00'], 'paused'),
    row('5', '№ 5', ['11:30', '12:00'], 'adjourned'),
  ],
};
const MADE: LinkMade = { seat: 1, token: 'Q'.repeat(43), until: at('18:00') };

const CHOICES: CourtChoices = {
  booths: ['1', '2', '4'],
  detainees: ['0217', '1034'],
  attorneys: [{ id: 'a', name: 'Дана Ысқақова' }],
  clerks: [{ id: 'k', name: 'Мадина Бекова' }],
};

const full = {
  ...clerk,
  'GET /api/court/hearings/choices': CHOICES,
  [LIST]: DAY,
  [`POST /api/court/hearings/${id('2')}/links`]: MADE,
};

const CLERK: readonly ScreenCase[] = [
  { name: 'court sign in', screens: 'court', answers: NOBODY, ready: 'form' },
  { name: 'court list', screens: 'court', answers: full, ready: '.table' },
  {
    name: 'court list empty',
    screens: 'court',
    answers: { ...clerk, [LIST]: { ...DAY, hearings: [] } },
    ready: '.empty',
  },
  { name: 'court list failed', screens: 'court', answers: { ...clerk, [LIST]: 'unreachable' }, ready: '.notice-bad' },
  {
    name: 'court links',
    screens: 'court',
    answers: full,
    reach: press('tr:nth-child(2) .row .button >> nth=1'),
    ready: 'dialog .court-row',
  },
  {
    name: 'court link made',
    screens: 'court',
    answers: full,
    reach: async (page) => {
      await press('tr:nth-child(2) .row .button >> nth=1')(page);
      await press('dialog .court-row .button')(page);
    },
    ready: '.court-given',
  },
  { name: 'court schedule', screens: 'court', hash: '#schedule', answers: full, ready: '.court-invited' },
  {
    name: 'court schedule in the facility',
    screens: 'court',
    hash: '#schedule',
    answers: full,
    reach: async (page) => {
      const [counsel, accused] = [page.locator('.court-invited').nth(2), page.locator('.court-invited').nth(3)];
      await counsel.locator('select').nth(2).selectOption('a');
      await accused.locator('.court-room-of input').check();
      await accused.locator('.court-room-of input[maxlength="3"]').first().fill('20');
    },
    ready: '.court-room-of > .tick ~ .tick',
  },
  {
    name: 'court schedule sign language',
    screens: 'court',
    hash: '#schedule',
    answers: full,
    reach: async (page) => {
      await page.locator('form > .row:last-child .button').first().click();
      const interpreter = page.locator('.court-invited').nth(4);
      await interpreter.locator('select').first().selectOption('interpreter');
      await interpreter.locator('.tick input').first().check();
      await interpreter.scrollIntoViewIfNeeded();
    },
    ready: '.court-invited:nth-of-type(5) > .tick :checked',
  },
  {
    name: 'court schedule refused',
    screens: 'court',
    hash: '#schedule',
    answers: { ...full, 'POST /api/court/hearings': new Refuses(400, 'times-wrong', { field: 'to' }) },
    reach: async (page) => {
      await press('summary')(page);
      await mainButton(page);
    },
    ready: '.field-problem',
  },
  { name: 'court account', screens: 'court', hash: '#account', answers: full, ready: '.cards' },
];

const RUNNING: readonly ScreenCase[] = [
  named('judge lobby list', fixture('judge-room', '.court-row', tab(1))),
  named('judge minute', fixture('judge-room', '.court-line', tab(3))),
  named(
    'clerk minute correction',
    fixture('clerk-room', '.court-note .button >> nth=1', async (page) => {
      await tab(3)(page);
      await press('.court-correct')(page);
    }),
  ),
  named('judge person', fixture('judge-room', 'dialog .button-danger', press('.court-row .button >> nth=1'))),
  named('judge close asked', fixture('judge-room', 'dialog .button-danger', press('.court-end .button >> nth=1'))),
  named('judge go on although', fixture('judge-room', 'dialog form', press('.court-deaf .button'))),
  named('judge gallery', fixture('judge-room', '.court-strip', press('.court-layout .language'))),
  named(
    'counsel private word asked',
    fixture('counsel-room', 'dialog .button-main', press('.call-foot .row .button >> nth=3')),
  ),
  named(
    'accused private word asked',
    fixture('accused-room', 'dialog .button-main', press('.call-foot .row .button >> nth=3')),
  ),
  named('accused another voice', fixture('accused-room', 'dialog fieldset', press('.call-foot .row .button >> nth=4'))),
  named('counsel another voice', fixture('counsel-room', 'dialog fieldset', press('.call-foot .row .button >> nth=4'))),
  named(
    'counsel another voice told',
    fixture('counsel-room', '.court-told:not(:empty)', async (page) => {
      await press('.call-foot .row .button >> nth=4')(page);
      await press('dialog .button-main')(page);
    }),
  ),
  ...of('judge', 'voice-said'),
  ...of('counsel', 'voice-said'),
  named('accused told', fixture('accused-room', '.court-told:not(:empty)', press('.call-foot .row .button >> nth=2'))),
];

const WITH_CHOICES = { 'GET /api/court/hearings/choices': CHOICES };
const otherCounsel = press('.court-row:has-text("Сергей") .button >> nth=2');

/** Another counsel on the day: proposed by the clerk, asked and answered at the screen of the accused, what came of it. */
const COUNSEL: readonly ScreenCase[] = [
  {
    ...named('counsel proposed', fixture('clerk-room', 'dialog select >> nth=1', otherCounsel)),
    answers: WITH_CHOICES,
  },
  {
    ...named('counsel proposed failed', fixture('clerk-room', 'dialog .notice-bad', otherCounsel)),
    answers: { 'GET /api/court/hearings/choices': 'unreachable' },
  },
  ...of('clerk', 'counsel-asked', 'counsel-changed', 'counsel-refused', 'counsel-unanswered', 'counsel-failed'),
  ...of('judge', 'counsel-asked'),
  ...of('accused', 'counsel-lobby', 'counsel-asked', 'counsel-changed', 'counsel-unanswered'),
  ...of('counsel', 'relieved', 'relieved-of-one'),
];

/** The clerk's pages, and every screen of a hearing by role and state. */
export const COURT_SCREENS: readonly ScreenCase[] = [
  ...CLERK,
  ...clerkDayScreens(full, DAY),
  ...of(
    'judge',
    'lobby',
    'lobby-tried',
    'room',
    'room-lost',
    'room-refused',
    'room-conferring',
    'not-begun',
    'paused',
    'roll',
    'closed',
  ),
  ...of('clerk', 'room', 'paused', 'judge-lost', 'roll', 'adjourned'),
  ...of('prosecutor', 'lobby', 'room', 'room-apart', 'room-thin', 'room-line', 'room-conferring', 'room-signed'),
  ...of(
    'counsel',
    'lobby',
    'lobby-ready',
    'room',
    'room-floor',
    'paused',
    'roll',
    'detach',
    'detached',
    'private',
    'closed',
  ),
  ...of(
    'accused',
    'lobby',
    'lobby-refused',
    'lobby-tried',
    'lobby-ready',
    'room',
    'room-floor',
    'room-signed',
    'room-lost',
    'not-begun',
    'paused',
    'judge-lost',
    'roll',
    'detach',
    'detached',
    'private',
    'closed',
  ),
  ...of(
    'witness',
    'lobby',
    'lobby-refused',
    'lobby-tried',
    'lobby-ready',
    'room',
    'room-floor',
    'released',
    'removed',
    'closed',
  ),
  ...RUNNING,
  ...COUNSEL,
  ...PEOPLE_SCREENS,
  ...['link-wrong', 'link-expired', 'link-elsewhere', 'hearing-over', 'replaced'].map((code) =>
    fixture(`refused-${code}`, '.notice'),
  ),
];
