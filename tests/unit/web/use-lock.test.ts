import { expect, test } from 'vitest';
import { lockAfter } from '../../../apps/web/desk/lock/use-lock.js';

const MINUTE = 60_000;

test.each([
  [0, 10, 'open'],
  [8.9, 10, 'open'],
  [9, 10, 'warning'],
  [9.99, 10, 'warning'],
  [10, 10, 'locked'],
  [0.4, 1, 'open'],
  [0.6, 1, 'warning'],
] as const)('%d of %d minutes: %s', (idle, limit, lock) => {
  expect(lockAfter(idle * MINUTE, limit * MINUTE)).toBe(lock);
});
