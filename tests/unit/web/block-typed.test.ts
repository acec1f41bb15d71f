import { expect, test } from 'vitest';
import { BlockWish, type DeskBooking } from '#protocol';
import { blockWishOf, fatesFor, type TypedBlock } from '../../../apps/web/desk/block-typed.js';

const typed: TypedBlock = {
  all: false,
  booths: ['3'],
  date: '2026-11-23',
  from: '9:30',
  to: '12:00',
  reason: 'repair',
};

test('a block names its booths, a lockdown names none', () => {
  expect(blockWishOf(typed, 'Asia/Almaty').booths).toEqual(['3']);
  const lockdown = blockWishOf({ ...typed, all: true }, 'Asia/Almaty');
  expect('booths' in lockdown).toBe(false);
  expect(BlockWish.parse(lockdown).from).toBe('2026-11-23T04:30:00.000Z');
});

test('no booth, no time, no reason: each is refused by its code', () => {
  const wrong = [{ booths: [] }, { to: '09:00' }, { reason: '' as const }].map((part) => {
    try {
      return blockWishOf({ ...typed, ...part }, 'Asia/Almaty');
    } catch (thrown) {
      return String(thrown);
    }
  });
  expect(wrong).toEqual(['ApiFailure: booth-unknown', 'ApiFailure: times-wrong', 'ApiFailure: reason-missing']);
});

test('a running session can only be ended; elsewhere the proposal comes first', () => {
  const booking = { id: 'a'.repeat(32) } as DeskBooking;
  expect(fatesFor(booking, { fate: 'end', booking: booking.id }).map(({ fate }) => fate)).toEqual(['end']);
  expect(fatesFor(booking, { fate: 'cancel', booking: booking.id }).map(({ fate }) => fate)).toEqual([
    'cancel',
    'queue',
  ]);
});
