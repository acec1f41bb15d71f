import { expect, test } from 'vitest';
import type { DeskBooking, DeskDay } from '#protocol';
import { arrivingNext, boothFaults, checkFaults, movements } from '../../../apps/web/desk/day-lists.js';

const booking = (id: string, from: string, to: string, more: Partial<DeskBooking> = {}): DeskBooking => ({
  id: id.repeat(32),
  booth: '1',
  detainee: id,
  attorney: { id: 'a', name: 'A' },
  from: `2026-11-23T${from}:00.000Z`,
  to: `2026-11-23T${to}:00.000Z`,
  state: 'confirmed',
  mark: 'checking',
  present: { kiosk: false, attorney: false },
  ...more,
});
const day = (bookings: DeskBooking[]): DeskDay => ({
  date: '2026-11-23',
  now: '2026-11-23T08:00:00.000Z',
  booths: [
    { number: '1', enrolled: true },
    { number: '2', enrolled: false },
  ],
  bookings,
});
const who = (bookings: DeskBooking[]) => bookings.map(({ detainee }) => detainee).join('');

test('arriving next: late ones and the next hour, the earliest first; nobody who is here or cancelled', () => {
  const all = day([
    booking('c', '08:59', '10:00'),
    booking('b', '07:50', '08:50'),
    booking('d', '09:00', '10:00'),
    booking('e', '08:10', '09:00', { state: 'admitted' }),
    booking('f', '08:10', '09:00', { state: 'cancelled' }),
  ]);
  expect(who(arrivingNext(all))).toBe('bc');
});

test('movements: a cancelled, running or past booking has no slip', () => {
  const all = day([
    booking('a', '06:00', '08:00'),
    booking('b', '08:00', '09:00', { state: 'admitted' }),
    booking('c', '08:00', '09:00', { state: 'in-session' }),
    booking('d', '08:00', '09:00', { state: 'cancelled' }),
    booking('e', '07:30', '08:30'),
  ]);
  expect(who(movements(all))).toBe('eb');
});

test('booths with a fault: without a device, offline by a bell, or stopped in a session', () => {
  const stopped = day([booking('a', '08:00', '09:00', { state: 'in-session', mark: 'broken' })]);
  expect(boothFaults(stopped)).toEqual([
    ['1', 'broken'],
    ['2', 'no-kiosk'],
  ]);
  const bell = {
    id: 'a'.repeat(32),
    booth: '1',
    problem: 'kiosk-offline' as const,
    since: day([]).now,
    escalated: false,
  };
  expect(boothFaults(day([]), [bell])[0]).toEqual(['1', 'offline']);
  expect(boothFaults(day([]), [{ ...bell, problem: 'staff' }])).toEqual([['2', 'no-kiosk']]);
});

test('a booth whose newest check found a fault is named with the parts; one in order, or not checked, is not', () => {
  const at = '2026-11-23T04:00:00.000Z';
  const booths = [
    { number: '1', enrolled: true, check: { at, faults: ['microphone' as const] } },
    { number: '2', enrolled: true, check: { at, faults: [] } },
    { number: '3', enrolled: true },
  ];
  expect(checkFaults({ ...day([]), booths })).toEqual([{ booth: '1', at, faults: ['microphone'] }]);
});
