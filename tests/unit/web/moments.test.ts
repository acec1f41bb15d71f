import { describe, expect, test } from 'vitest';
import { CALENDAR_NAMES } from '../../../apps/web/text/calendar-names.js';
import {
  clock,
  clockTime,
  dayAfter,
  dayOf,
  dayWords,
  instantOf,
  length,
  zoneLabel,
} from '../../../apps/web/text/moments.js';

const ALMATY = 'Asia/Almaty';

describe('the clock of the facility', () => {
  test('24 hours, in its zone, whatever the device thinks', () => {
    expect(clock('2026-11-23T05:30:00.000Z', ALMATY)).toBe('10:30');
    expect(clock('2026-11-23T19:05:00.000Z', ALMATY)).toBe('00:05');
    expect(dayOf('2026-11-23T19:05:00.000Z', ALMATY)).toBe('2026-11-24');
  });

  test('there and back', () => {
    expect(instantOf('2026-11-23', '10:30', ALMATY)).toBe('2026-11-23T05:30:00.000Z');
    expect(instantOf('2026-11-24', '00:05', ALMATY)).toBe('2026-11-23T19:05:00.000Z');
    expect(instantOf('2026-07-01', '12:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
  });

  test('a time that the wall never shows, and nonsense, are refused', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin')).toBeUndefined();
    expect(instantOf('2026-11-23', 'noon', ALMATY)).toBeUndefined();
    expect(instantOf('2026-11-23', '25:00', ALMATY)).toBeUndefined();
  });

  test('what people type', () => {
    expect(['9:30', '930', '09.30', ' 9 30', '10:30', 'later'].map(clockTime)).toEqual([
      '09:30',
      '09:30',
      '09:30',
      '09:30',
      '10:30',
      'later',
    ]);
  });
});

test('Kazakh days have names of their own, not those of the browser', () => {
  expect(dayWords('2026-11-23', 'kk')).toBe('23 қараша, дүйсенбі');
  expect(dayWords('2026-11-29', 'kk')).toBe('29 қараша, жексенбі');
  expect(dayWords('2026-11-23', 'ru')).toBe('Понедельник, 23 ноября');
  expect(dayWords('2026-11-23', 'en')).toBe('Monday 23 November');
  for (const { months, weekdays } of Object.values(CALENDAR_NAMES)) {
    expect(new Set(months).size).toBe(12);
    expect(new Set(weekdays).size).toBe(7);
  }
});

test('days follow each other over the end of a year', () => {
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
});

test('lengths and zones in words', () => {
  expect(length(247_999)).toBe('4:07');
  expect(length(-5)).toBe('0:00');
  expect(zoneLabel('America/Port_of_Spain')).toBe('Port of Spain');
});
