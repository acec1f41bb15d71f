import { type Leaf, roundedTime } from '#ledger';
import { expect, test } from 'vitest';
import { foldSelfTests } from '../../../apps/web/oversight/fold/self-tests.js';

const almaty = (time: string) => new Date(Date.parse(time) + 5 * 3_600_000).toISOString().slice(0, 10);
/** `20 00:01`: that day of November 2026 in Almaty. */
const leaf = (at: string, seq: number, refused = 41): Leaf => ({
  ...{ v: 1, facility: 'habeas.test/one', by: 'facility', type: 'selftest.done', seq },
  time: roundedTime('selftest.done', Date.parse(`2026-11-${at.replace(' ', 'T')}:00+05:00`)),
  public: { tried: 41, refused },
});
const fold = (leaves: Leaf[], today: string) =>
  foldSelfTests(
    leaves.map((one, index) => ({ index, leaf: one })),
    today,
    almaty,
  );

test('every day has one: nothing is missing, and today may still come', () => {
  const leaves = [leaf('20 00:01', 0), leaf('21 00:01', 1)];
  expect(fold(leaves, '2026-11-22')).toEqual({ tests: 2, passed: 2, failed: [], missing: [] });
});

test('days without one are found by the facility’s calendar, days together as one run', () => {
  const leaves = [leaf('20 23:59', 0), leaf('23 00:01', 1), leaf('25 03:00', 2)];
  expect(fold(leaves, '2026-11-27').missing).toEqual([
    { from: '2026-11-26', to: '2026-11-26', days: 1 },
    { from: '2026-11-24', to: '2026-11-24', days: 1 },
    { from: '2026-11-21', to: '2026-11-22', days: 2 },
  ]);
});

test('one that let something through is found, and counts as none that passed', () => {
  const found = fold([leaf('20 00:01', 0, 40), leaf('20 00:09', 1)], '2026-11-20');
  expect(found).toMatchObject({ tests: 2, passed: 1, failed: [{ index: 0, tried: 41, refused: 40 }], missing: [] });
});

test('a log without any asks for none: an older version made none', () => {
  expect(fold([], '2026-11-27')).toEqual({ tests: 0, passed: 0, failed: [], missing: [] });
});
