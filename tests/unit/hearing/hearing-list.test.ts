import { describe, expect, it } from 'vitest';
import { HEARING_COLUMNS, hearingOfRow, listedOnce, type ListedHearing, type ListedRow } from '#hearing';
import { ScheduleHearing } from '#protocol';
import { readCalendar } from '../../../apps/facility/src/hearing/read-calendar.js';
import { readCsv } from '../../../apps/facility/src/lists/read-csv.js';
import { exampleList } from '../../../apps/web/court/clerk/example-list.js';

const READER = { zone: 'Asia/Almaty', accounts: new Map([['attorney1', 'a1']]) };
const ROW = { case: '1-23', courtroom: '4', date: '2026-11-30', from: '10:30', to: '11:30', judge: 'E. Tursynov' };
const FACILITY = { counsel: 'D. Iskakova', accused: 'S. Li', account: 'attorney1', detainee: '0217', booth: '2' };

const row = (cells: Record<string, string>): ListedRow => ({ line: 2, cells: { ...ROW, ...cells } });
function wishOf(cells: Record<string, string>) {
  const read = hearingOfRow(row(cells), READER);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.hearing.wish;
}
function problemsOf(cells: Record<string, string>) {
  const read = hearingOfRow(row(cells), READER);
  return 'problems' in read ? read.problems.map(({ column = '', code }) => `${column} ${code}`) : [];
}

describe('a row of a list', () => {
  it('is a hearing of those who are named, at times of the facility', () => {
    const wish = wishOf({ date: '30.11.2026', from: '9.30', prosecutor: 'A. Nurlan', language: 'kk' });
    expect(wish).toEqual({
      caseNumber: '1-23',
      courtroom: '4',
      from: '2026-11-30T04:30:00.000Z',
      to: '2026-11-30T06:30:00.000Z',
      people: [
        { role: 'judge', name: 'E. Tursynov', language: 'kk', protectedFrom: [] },
        { role: 'prosecutor', name: 'A. Nurlan', language: 'kk', protectedFrom: [] },
      ],
    });
    expect(ScheduleHearing.safeParse(wish).success).toBe(true);
  });

  it('with a number is a hearing from the facility: the room, thirty minutes before, and what is said otherwise', () => {
    const { people } = wishOf(FACILITY);
    expect(people.map(({ role, attorney }) => [role, attorney])).toEqual([
      ['judge', undefined],
      ['counsel', 'a1'],
      ['accused', undefined],
    ]);
    expect(people[2]?.facility).toEqual({
      detainee: '0217',
      booth: '2',
      counsel: 1,
      pre: { booth: '2', from: '2026-11-30T05:00:00.000Z', to: '2026-11-30T05:30:00.000Z' },
    });
    const other = wishOf({ ...FACILITY, before: '45', after: '15' }).people[2]?.facility;
    expect([other?.pre?.from, other?.post?.to]).toEqual(['2026-11-30T04:45:00.000Z', '2026-11-30T06:45:00.000Z']);
    expect(wishOf({ ...FACILITY, before: '0' }).people[2]?.facility?.pre).toBeUndefined();
  });

  it.each([
    [{ case: '' }, ['case cell-missing']],
    [{ courtroom: 'x'.repeat(61) }, ['courtroom cell-too-long']],
    [{ date: '2026-02-30' }, ['date date-wrong']],
    [{ date: '30/11/2026' }, ['date date-wrong']],
    [{ from: 'morning' }, ['from time-wrong']],
    [{ from: '' }, ['from cell-missing']],
    [{ to: '10:30' }, ['to times-wrong']],
    [{ language: 'de' }, ['language language-wrong']],
    [{ judge: '' }, [' nobody-named']],
    [{ account: 'attorney1' }, ['counsel cell-missing']],
    [{ ...FACILITY, account: 'attorney9' }, ['account attorney-unknown']],
    [{ ...FACILITY, account: '' }, ['account cell-missing']],
    [{ ...FACILITY, accused: '', booth: '' }, ['booth cell-missing', 'accused cell-missing']],
    [{ ...FACILITY, before: '-5' }, ['before minutes-wrong']],
    [{ date: '', to: 'x' }, ['date cell-missing', 'to time-wrong']],
  ])('%j is told by column: %j', (cells, expected) => {
    expect(problemsOf(cells)).toEqual(expected);
    expect(problemsOf({})).toEqual([]);
  });

  it('a time that a clock jumps over is none', () => {
    const berlin = { ...READER, zone: 'Europe/Berlin' };
    const read = (from: string) => hearingOfRow(row({ date: '2027-03-28', from, to: '05:00' }), berlin);
    expect(read('02:30')).toMatchObject({ problems: [{ column: 'from', code: 'time-wrong' }] });
    expect(read('03:30')).toMatchObject({ hearing: { wish: { from: '2027-03-28T01:30:00.000Z' } } });
  });
});

describe('one list', () => {
  const at = (line: number, wish: Partial<ScheduleHearing>, source?: string): ListedHearing => ({
    line,
    source,
    wish: { ...wishOf({}), ...wish },
  });

  it('has no hearing twice, and no two in one courtroom at a time', () => {
    const first = at(2, {}, 's1');
    const read = listedOnce([
      first,
      at(3, { courtroom: '5' }),
      at(4, { caseNumber: '9', courtroom: '5', from: '2026-12-01T00:00:00.000Z' }, 's1'),
      at(5, { caseNumber: '7', from: '2026-11-30T06:00:00.000Z', to: '2026-11-30T07:00:00.000Z' }),
      at(6, { caseNumber: '8', from: '2026-11-30T06:30:00.000Z', to: '2026-11-30T07:00:00.000Z' }),
    ]);
    expect(read.hearings.map(({ line }) => line)).toEqual([2, 6]);
    expect(read.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'row-twice'],
      [4, 'row-twice'],
      [5, 'courtroom-taken'],
    ]);
  });

  it('that the screen gives as an example has no problems', () => {
    const { rows, problems } = readCsv(`\uFEFF${exampleList('2026-11-30')}`, HEARING_COLUMNS);
    expect(problems).toEqual([]);
    const read = rows.map((one) => hearingOfRow(one, READER));
    expect(read.flatMap((one) => ('problems' in one ? one.problems : []))).toEqual([]);
    expect(read.flatMap((one) => ('hearing' in one ? one.hearing.wish.people.length : []))).toEqual([2, 3]);
  });

  it('in another encoding is not guessed at', () => {
    const windows = new TextDecoder().decode(Buffer.from([...Buffer.from('case,judge\n1,'), 0xd1, 0xf3, 0xe4]));
    expect(readCsv(windows, HEARING_COLUMNS).problems).toEqual([{ line: 2, code: 'not-utf8' }]);
    expect(readCalendar(windows, READER.zone).problems).toEqual([{ line: 2, code: 'not-utf8' }]);
  });
});

const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//court', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', 'UID:1@court', ...lines, 'END:VEVENT'];
const TIMES = ['DTSTART:20261130T053000Z', 'DTEND:20261130T063000Z'];
const codes = (text: string) =>
  readCalendar(text, READER.zone).problems.map(({ line, column = '', code }) => `${line} ${column} ${code}`);

describe('a calendar', () => {
  it('is read as rows: folded and escaped text, who chairs, columns in the description', () => {
    const { rows, problems } = readCalendar(
      calendar(
        ...event(
          'SUMMARY:1-23/2026\\, part',
          '  two',
          'LOCATION:4',
          ...TIMES,
          'ATTENDEE;CN="Tursynov, E.";ROLE=CHAIR:mailto:judge@example.org',
          'ATTENDEE;CN=Somebody:mailto:x@example.org',
          'DESCRIPTION:Bring the file.\\nCounsel: D. Iskakova\\naccused: S. Li',
        ),
      ),
      READER.zone,
    );
    expect(problems).toEqual([]);
    const { source, ...first } = rows[0]!;
    expect(first).toEqual({
      line: 4,
      times: { from: '2026-11-30T05:30:00.000Z', to: '2026-11-30T06:30:00.000Z' },
      cells: {
        case: '1-23/2026, part two',
        courtroom: '4',
        judge: 'Tursynov, E.',
        counsel: 'D. Iskakova',
        accused: 'S. Li',
      },
    });
    // What a system calls it is kept as a hash.
    expect(source).toMatch(/^[0-9a-f]{64}$/);
    expect(hearingOfRow(rows[0]!, READER)).toMatchObject({ hearing: { line: 4, source } });
  });

  const startOf = (...lines: readonly string[]) =>
    readCalendar(calendar(...lines), READER.zone).rows.map(({ times }) => [times?.from, times?.to]);
  const HOUR = [['2026-11-30T05:30:00.000Z', '2026-11-30T06:30:00.000Z']];
  const own = (name: string, ...rules: readonly string[]) => [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    'BEGIN:STANDARD',
    'DTSTART:16010101T000000',
    'TZOFFSETFROM:+0500',
    'TZOFFSETTO:+0500',
    ...rules,
    'END:STANDARD',
    'END:VTIMEZONE',
  ];

  it.each([
    ['of the facility', event('DTSTART:20261130T103000', 'DTEND:20261130T113000')],
    ['of a zone with a name', event('DTSTART;TZID=Europe/Moscow:20261130T083000', 'DTEND:20261130T113000')],
    ['with a length', event('DTSTART;TZID=Asia/Almaty:20261130T103000', 'DURATION:PT1H')],
    [
      'of a zone that the file describes',
      [...own('Central'), ...event('DTSTART;TZID=Central:20261130T103000', 'DURATION:PT1H')],
    ],
  ])('times %s', (_, lines) => {
    expect(startOf(...lines)).toEqual(HOUR);
  });

  it.each([
    ['DTSTART whole-day', event('DTSTART;VALUE=DATE:20261130', 'DTEND:20261130T113000')],
    ['DTSTART cell-missing', event('DTEND:20261130T113000')],
    ['DTEND cell-missing', event('DTSTART:20261130T103000')],
    ['DTEND times-wrong', event('DTSTART:20261130T103000', 'DTEND:20261130T103000')],
    ['RRULE event-repeats', event(...TIMES, 'RRULE:FREQ=DAILY')],
    ['STATUS event-called-off', event(...TIMES, 'STATUS:CANCELLED')],
    ['UID cell-missing', ['BEGIN:VEVENT', ...TIMES, 'END:VEVENT']],
    ['DTSTART zone-unknown', event('DTSTART;TZID=Nowhere:20261130T103000', 'DTEND:20261130T113000')],
  ])('%s is told by line', (expected, lines) => {
    expect(codes(calendar(...event(...TIMES), ...lines))).toEqual([`9 ${expected}`]);
  });

  it('whose zone never ends is not worked out: it is another zone that nobody knows', () => {
    const endless = own('Central', 'RRULE:FREQ=SECONDLY');
    const lines = event('DTSTART;TZID=Central:20261130T103000', 'DTEND:20261130T113000');
    expect(codes(calendar(...endless, ...lines))).toEqual(['13 DTSTART zone-unknown']);
  });

  it.each(['', 'case,courtroom', 'BEGIN:VCALENDAR', calendar(), 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR'])(
    '%j is none',
    (text) => {
      expect(codes(text)).toEqual(['1  not-calendar']);
    },
  );
});
