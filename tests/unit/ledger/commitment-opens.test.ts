import { expect, test } from 'vitest';
import { commitmentOpens, commitTo } from '#ledger';

const salt = new Uint8Array(32).fill(7);
const details = { attorney: 'a1', detainee: '1043' };
const commitment = commitTo(salt, details);
const opening = { index: 3, salt: '07'.repeat(32), details };

test('details belong to an entry only under its own commitment', () => {
  expect(commitmentOpens(commitment, opening)).toBe(true);
  expect(commitmentOpens(commitment, { ...opening, details: { ...details, detainee: '1044' } })).toBe(false);
  expect(commitmentOpens(commitment, { ...opening, salt: '08'.repeat(32) })).toBe(false);
  expect(commitmentOpens(commitment, { ...opening, salt: 'short' })).toBe(false);
  expect(commitmentOpens(undefined, opening)).toBe(false);
});
