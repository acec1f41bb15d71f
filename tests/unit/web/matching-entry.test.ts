import { expect, test } from 'vitest';
import { FIRST_ENTRY, type MatchingEntry, transition } from '../../../apps/web/call/matching-entry.js';

const type = (entry: MatchingEntry, digits: string): MatchingEntry =>
  digits
    .split('')
    .reduce<MatchingEntry>((before, digit) => transition(before, { type: 'digit', digit }, '0362'), entry);

test('the group as heard leads to the decision', () => {
  expect(type(FIRST_ENTRY, '0362')).toEqual({ name: 'heard' });
});

test('three wrong entries count as "different", and nothing leads back', () => {
  const once = type(FIRST_ENTRY, '0363');
  expect(once).toEqual({ name: 'typing', typed: '', wrong: 1 });
  const twice = type(once, '1111');
  expect(twice).toEqual({ name: 'typing', typed: '', wrong: 2 });
  const thrice = type(twice, '9999');
  expect(thrice).toEqual({ name: 'different' });
  expect(type(thrice, '0362')).toEqual({ name: 'different' });
});

test('a right entry after a wrong one counts', () => {
  expect(type(type(FIRST_ENTRY, '1234'), '0362')).toEqual({ name: 'heard' });
});

test('back and clear change only what is typed', () => {
  const some = type(FIRST_ENTRY, '03');
  expect(transition(some, { type: 'back' }, '0362')).toEqual({ name: 'typing', typed: '0', wrong: 0 });
  expect(transition(some, { type: 'clear' }, '0362')).toEqual(FIRST_ENTRY);
  expect(transition(some, { type: 'digit', digit: 'x' }, '0362')).toEqual(some);
});
