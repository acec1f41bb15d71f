import { expect, test } from 'vitest';
import { ApiFailure } from '../../../apps/web/api/call-api.js';
import {
  changedFields,
  concerned,
  missingFields,
  type TypedBooking,
  wishOf,
} from '../../../apps/web/desk/booking-fields.js';

const typed: TypedBooking = {
  detainee: '1043',
  attorney: 'a1',
  coCounsel: '',
  interpreter: '',
  booth: '2',
  date: '2026-11-23',
  from: '09:30',
  to: '10:30',
  soundOnly: '',
};

test('only what is really other counts as changed: 9:30 is 09:30', () => {
  expect(changedFields(typed, { ...typed, from: '9:30', detainee: ' 1043 ' })).toEqual([]);
  expect(changedFields(typed, { ...typed, booth: '3', to: '11' })).toEqual(['booth', 'to']);
});

test('the wish is in UTC; an end before the beginning is refused here', () => {
  const wish = wishOf(typed, 'Asia/Almaty');
  expect([wish.from, wish.to]).toEqual(['2026-11-23T04:30:00.000Z', '2026-11-23T05:30:00.000Z']);
  expect(() => wishOf({ ...typed, to: '09:00' }, 'Asia/Almaty')).toThrow(new ApiFailure('times-wrong'));
});

test('nobody beside the attorney is a choice: said as such, never missing', () => {
  expect(wishOf(typed, 'Asia/Almaty')).toMatchObject({ coCounsel: null, interpreter: null });
  expect(wishOf({ ...typed, interpreter: 'i1' }, 'Asia/Almaty').interpreter).toBe('i1');
  expect(missingFields(typed)).toEqual([]);
  expect(missingFields({ ...typed, attorney: '', coCounsel: '', to: ' ' })).toEqual(['attorney', 'to']);
});

test('with pictures, if nothing else is said; sound only is a change like any other', () => {
  expect(wishOf(typed, 'Asia/Almaty').soundOnly).toBe(false);
  const quiet = { ...typed, soundOnly: 'yes' };
  expect(wishOf(quiet, 'Asia/Almaty').soundOnly).toBe(true);
  expect(changedFields(typed, quiet)).toEqual(['soundOnly']);
});

test('a refusal stands beside the field that the server names, else where its code belongs', () => {
  expect(concerned(new ApiFailure('bad-input', 'from'))).toBe('from');
  expect(concerned(new ApiFailure('must-not-meet'))).toBe('detainee');
  expect(concerned(new ApiFailure('part-down'))).toBeUndefined();
});
