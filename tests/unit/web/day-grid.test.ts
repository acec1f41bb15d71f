import type { DeskBooking } from '#protocol';
import { expect, test } from 'vitest';
import { dayGrid, nowRow, rowTime } from '../../../apps/web/desk/day-grid.js';

const ZONE = 'Asia/Almaty';
const DAY = '2026-11-23';
const at = (time: string) => new Date(`${DAY}T${time}:00+05:00`).toISOString();
const booking = (booth: string, from: string, to: string, state: DeskBooking['state'] = 'confirmed') =>
  ({ id: `${booth}${from}`, booth, from: at(from), to: at(to), state }) as DeskBooking;
const grid = (...bookings: DeskBooking[]) => dayGrid(bookings, DAY, ZONE);

test('an empty day has twenty half-hours from 08:00', () => {
  const empty = grid();
  expect([empty.rows, rowTime(empty, 0), rowTime(empty, 19)]).toEqual([20, '08:00', '17:30']);
});

test('a booking covers every half-hour that it touches', () => {
  const cells = grid(booking('1', '10:10', '11:05')).cells.get('1');
  expect(cells).toMatchObject([{ row: 4, rows: 3 }]);
});

test('bookings of one half-hour share a cell, so that none is hidden', () => {
  const cells = grid(booking('1', '10:00', '10:15'), booking('1', '10:15', '11:00')).cells.get('1');
  expect(cells).toMatchObject([{ row: 4, rows: 2, bookings: [{ id: '110:00' }, { id: '110:15' }] }]);
});

test('neighbours keep their own cells; other booths do not matter', () => {
  const all = grid(booking('1', '10:00', '10:30'), booking('1', '10:30', '11:00'), booking('2', '10:00', '11:00'));
  expect(all.cells.get('1')).toHaveLength(2);
  expect(all.cells.get('2')).toHaveLength(1);
});

test('early and late bookings make the day longer, cancelled ones are left out', () => {
  const long = grid(
    booking('1', '06:30', '07:00'),
    booking('1', '19:00', '20:10'),
    booking('2', '02:00', '03:00', 'cancelled'),
  );
  expect([rowTime(long, 0), rowTime(long, long.rows - 1)]).toEqual(['06:30', '20:00']);
});

test('the row of now, on this day only', () => {
  expect(nowRow(grid(), at('10:42'), DAY, ZONE)).toBe(5);
  expect(nowRow(grid(), at('23:00'), DAY, ZONE)).toBeUndefined();
  expect(nowRow(grid(), '2026-11-24T05:42:00Z', DAY, ZONE)).toBeUndefined();
});
