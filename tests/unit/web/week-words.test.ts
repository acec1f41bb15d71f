import { expect, test } from 'vitest';
import { hoursWishOf, typedHours } from '../../../apps/web/desk/hours-typed.js';
import { weekWords } from '../../../apps/web/text/week-words.js';

const TODAY = '2026-11-24';
const days = (list: readonly number[], opens: string, closes: string, more: object = {}) =>
  list.map((weekday) => ({ weekday, opens, closes, effective: '2026-01-01', ...more }));

test('days in a row with the same times are one; what is over is not said', () => {
  expect(weekWords(days([1, 2, 3, 4, 5, 6, 7], '00:00', '24:00'), TODAY)).toEqual(['every day 00:00–24:00']);
  const week = [
    ...days([1, 2, 3, 4, 5], '14:00', '18:00'),
    ...days([1, 2, 3, 4, 5], '09:00', '13:00'),
    ...days([7], '10:00', '12:00'),
    ...days([6], '10:00', '12:00', { expires: TODAY }),
  ];
  expect(weekWords(week, TODAY)).toEqual(['Monday–Friday 09:00–13:00, 14:00–18:00; Sunday 10:00–12:00']);
  expect(weekWords([], TODAY)).toEqual([]);
});

test('hours that change stand below each other, with their day', () => {
  const change = [
    ...days([3], '10:00', '12:00', { effective: '2026-12-01' }),
    ...days([2], '09:00', '13:00', { expires: '2026-12-01' }),
  ];
  expect(weekWords(change, TODAY)).toEqual([
    'until 01.12.2026: Tuesday 09:00–13:00',
    'from 01.12.2026: Wednesday 10:00–12:00',
  ]);
});

test('what is typed, however it is typed, becomes the wish; what is there is typed already', () => {
  const typed = { effective: TODAY, days: ['9-13, 14.00 – 1800', '', '09:00–24:00', '', '', '', ''] };
  const wish = hoursWishOf(typed);
  expect(wish.week).toEqual([
    { weekday: 1, opens: '09:00', closes: '13:00' },
    { weekday: 1, opens: '14:00', closes: '18:00' },
    { weekday: 3, opens: '09:00', closes: '24:00' },
  ]);
  const again = typedHours(
    wish.week.map((one) => ({ ...one, effective: TODAY })),
    TODAY,
  );
  expect(again.days.slice(0, 3)).toEqual(['09:00–13:00, 14:00–18:00', '', '09:00–24:00']);
  expect(hoursWishOf(again)).toEqual(wish);
});

test.each([
  [['', '13-9', '', '', '', '', ''], '2'],
  [['x', '', '', '', '', '', ''], '1'],
  [['', '', '', '', '', '', '9'], '7'],
])('a weekday that cannot be is named: %j', (typed, field) => {
  expect(() => hoursWishOf({ effective: TODAY, days: typed })).toThrow(
    expect.objectContaining({ code: 'times-wrong', field }),
  );
});

test('a day that is missing is named as a day', () => {
  expect(() => hoursWishOf({ effective: '', days: [] })).toThrow(
    expect.objectContaining({ code: 'day-wrong', field: 'effective' }),
  );
});
