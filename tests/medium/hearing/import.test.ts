import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HearingDay, HearingImportReport, MAX_HEARINGS, MAX_LIST } from '#protocol';
import { DETAINEE } from './in-facility.js';
import { TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

const HEADING = 'case,courtroom,date,from,to,judge,counsel,accused,account,detainee,booth,after';
/** A day of each test, so that hearings of one meet none of another. */
let days = 20;
const nextDay = (): string => new Date(Date.now() + (days += 1) * 86_400_000).toISOString().slice(0, 10);
const csvOf = (...rows: readonly string[]) => [HEADING, ...rows].join('\n');
const facility = (booth: string) => `D. Iskakova,S. Li,attorney1,${DETAINEE},${booth},15`;

async function bring(text: string, save: boolean, kind: 'csv' | 'ical' = 'csv') {
  const { status, body } = await court.ask('POST', '/import', { kind, text, save });
  expect(status).toBe(200);
  return HearingImportReport.parse(body);
}

const counts = async () => {
  const of = async (table: 'hearing' | 'booking' | 'outbox' | 'notice') =>
    (await court.db.selectFrom(table).select('id').execute()).length;
  return [await of('hearing'), await of('booking'), await of('outbox'), await of('notice')];
};
const listOf = async (day: string) => (await court.ask('GET', `?day=${day}`)).body as HearingDay;

it('a list is tried without saving anything; saved, each hearing is as from the form: people, parts, entries', async () => {
  const day = nextDay();
  const list = csvOf(`1-1,4,${day},10:00,11:00,E. Tursynov,${facility('1')}`, `1-2,4,${day},11:00,12:00,E. Tursynov`);
  const before = await counts();
  expect(await bring(list, false)).toEqual({
    rows: 2,
    fit: 2,
    known: 0,
    saved: false,
    days: [{ day, hearings: 2 }],
    problems: [],
  });
  expect(await counts()).toEqual(before);
  const types = () => court.keeper.types();
  const told = types().length;
  expect(await bring(list, true)).toMatchObject({ fit: 2, known: 0, saved: true, problems: [] });
  const { hearings } = await listOf(day);
  expect(hearings.map(({ caseNumber, people }) => [caseNumber, people.map(({ role }) => role)])).toEqual([
    ['1-1', ['clerk', 'judge', 'counsel', 'accused']],
    ['1-2', ['clerk', 'judge']],
  ]);
  expect(hearings[0]?.parts.map(({ part, booth }) => `${part} ${booth}`)).toEqual(['pre 1', 'hearing 1', 'post 1']);
  await court.drained();
  expect(types().slice(told)).toEqual([
    'hearing.scheduled',
    'booking.made',
    'booking.made',
    'booking.made',
    'hearing.scheduled',
  ]);
  // The same once more: nothing is made twice, and nothing is wrong with it.
  const after = await counts();
  for (const save of [false, true])
    expect(await bring(list, save)).toMatchObject({ fit: 0, known: 2, saved: false, problems: [] });
  expect(await counts()).toEqual(after);
});

it('what cannot be scheduled is told by line and column, tried as well as saved; the others are made', async () => {
  const day = nextDay();
  const row = (number: string, hour: number, rest: string) => `${number},7,${day},${hour}:00,${hour}:50,J,${rest}`;
  expect((await bring(csvOf(row('2-0', 9, facility('2'))), true)).fit).toBe(1);
  const list = csvOf(
    row('2-1', 12, facility('3')),
    row('2-2', 9, ''),
    row('2-3', 9, facility('2')).replace(',7,', ',8,'),
    row('2-4', 14, facility('99')),
    row('2-5', 15, facility('1').replace(DETAINEE, 'nobody')),
    row('2-6', 16, facility('1')).replace('attorney1', 'clerk1'),
    row('2-7', 18, ''),
  );
  const problems = [
    { line: 3, column: 'courtroom', code: 'courtroom-taken' },
    { line: 4, column: 'booth', code: 'booth-taken' },
    { line: 5, column: 'booth', code: 'booth-unknown' },
    { line: 6, column: 'detainee', code: 'detainee-unknown' },
    { line: 7, column: 'account', code: 'attorney-unknown', value: 'clerk1' },
  ];
  expect(await bring(list, false)).toMatchObject({ rows: 7, fit: 2, saved: false, problems });
  expect(await bring(list, true)).toMatchObject({ rows: 7, fit: 2, saved: true, problems });
  expect((await listOf(day)).hearings.map(({ caseNumber }) => caseNumber)).toEqual(['2-0', '2-1', '2-7']);
});

it('two who bring the same list at once make each hearing once', async () => {
  const day = nextDay();
  const list = csvOf(...[9, 10, 11].map((hour) => `3-${hour},5,${day},${hour}:00,${hour}:50,J`));
  const both = await Promise.all([bring(list, true), bring(list, true)]);
  expect(both.map(({ problems }) => problems)).toEqual([[], []]);
  expect(both.map(({ fit }) => fit).reduce((a, b) => a + b)).toBe(3);
  expect((await listOf(day)).hearings).toHaveLength(3);
});

const event = (uid: string, day: string, [from, to]: readonly [string, string], summary: string) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${summary}\r\nLOCATION:9\r\nDTSTART;TZID=Asia/Almaty:${day.replaceAll('-', '')}T${from}00
DTEND;TZID=Asia/Almaty:${day.replaceAll('-', '')}T${to}00\r\nATTENDEE;CN=J;ROLE=CHAIR:mailto:j@example.org\r\nEND:VEVENT`;
const calendar = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x', ...events, 'END:VCALENDAR'].join('\r\n');

it('an event of a calendar is known by its UID, whatever its case and time become; its case by number and time', async () => {
  const day = nextDay();
  const first = calendar(event('a@x', day, ['1000', '1100'], '4-1'), event('b@x', day, ['1200', '1300'], '4-2'));
  expect(await bring(first, true, 'ical')).toMatchObject({ fit: 2, saved: true, days: [{ day, hearings: 2 }] });
  const stored = await court.db.selectFrom('hearing').select('source').where('courtroom', '=', '9').execute();
  expect(stored.every(({ source }) => /^[0-9a-f]{64}$/.test(source ?? ''))).toBe(true);
  const again = calendar(
    event('a@x', day, ['1000', '1100'], '4-1 renamed'),
    event('b@x', day, ['1230', '1330'], '4-2'),
    event('c@x', day, ['1500', '1600'], '4-3'),
    event('d@x', day, ['1600', '1700'], ''),
  );
  expect(await bring(again, true, 'ical')).toMatchObject({
    rows: 4,
    fit: 1,
    known: 1,
    problems: [
      { line: 12, code: 'made-at-another-time', value: '4-2' },
      { line: 28, code: 'cell-missing', column: 'SUMMARY' },
    ],
  });
  // From a table, and from another calendar.
  expect(await bring(csvOf(`4-1,9,${day},10:00,11:00,J`), true)).toMatchObject({ known: 1, fit: 0, problems: [] });
  const other = calendar(event('z@y', day, ['1000', '1100'], '4-1'));
  expect(await bring(other, true, 'ical')).toMatchObject({ known: 1, fit: 0, problems: [] });
});

it('a list is bounded in lines and in size, and a list alone may be larger than other requests', async () => {
  const day = nextDay();
  const rows = Array.from({ length: MAX_HEARINGS + 1 }, (_, at) => `5-${at},6,${day},10:00,11:00,J`);
  expect(await bring(csvOf(...rows), true)).toMatchObject({
    fit: 0,
    saved: false,
    problems: [{ line: MAX_HEARINGS + 2, code: 'rows-too-many', value: String(MAX_HEARINGS) }],
  });
  const padded = (length: number) => `${csvOf(`5-0,6,${day},10:00,11:00,J`)}\n`.padEnd(length, '\n');
  expect((await bring(padded(MAX_LIST), false)).fit).toBe(1);
  const larger = await court.ask('POST', '/import', { kind: 'csv', text: padded(MAX_LIST + 1), save: false });
  expect(larger.status).toBe(400);
  const huge = await court.ask('POST', '/import', { kind: 'csv', text: padded(3_000_000), save: false });
  expect([400, 413]).toContain(huge.status);
  const elsewhere = await court.ask('POST', '', { ...court.wish(), courtroom: padded(100_000) });
  expect([400, 413]).toContain(elsewhere.status);
});

it('a list is brought by clerks alone', async () => {
  const list = { kind: 'csv', text: csvOf(), save: false };
  expect((await court.ask('POST', '/import', list)).status).toBe(200);
  expect((await court.ask('POST', '/import', list, '')).status).toBe(401);
  const desk = await court.facility.ask('desk', 'POST', '/api/court/hearings/import', list, {
    cookie: await court.cookie(),
  });
  expect(desk.status).toBe(404);
});
