import { expect, test } from 'vitest';
import { commitTo } from '#ledger';
import { openingMatches } from '../../../apps/web/oversight/opening-matches.js';

const salt = new Uint8Array(32).fill(7);
const details = { attorney: 'a1', detainee: '1043' };
const commitment = commitTo(salt, details);
const opening = { index: 3, salt: '07'.repeat(32), details };

test('details belong to an entry only under its own commitment', () => {
  expect(openingMatches(opening, commitment)).toBe(true);
  expect(openingMatches({ ...opening, details: { ...details, detainee: '1044' } }, commitment)).toBe(false);
  expect(openingMatches({ ...opening, salt: '08'.repeat(32) }, commitment)).toBe(false);
  expect(openingMatches({ ...opening, salt: 'short' }, commitment)).toBe(false);
  expect(openingMatches(opening, undefined)).toBe(false);
});
