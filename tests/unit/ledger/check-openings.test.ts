import { commitTo, encodeLeaf, verifyLog } from '#ledger';
import { expect, test } from 'vitest';
import { bookingLeaf, buildLog, fiftyEntries, testKey } from './log-builder.js';

const details = { attorney: 'a1', detainee: '1043' };
const salt = '07'.repeat(32);
const opening = { index: 0, reason: 'complaint 12', salt, details };
const file = (...openings: unknown[]): string => JSON.stringify({ v: 1, openings });

async function check(openings: string) {
  const commitment = commitTo(new Uint8Array(32).fill(7), details);
  const log = await buildLog([encodeLeaf({ ...bookingLeaf(0), commitment }), ...fiftyEntries().slice(1)]);
  const steps: string[] = [];
  const report = await verifyLog(log, testKey().vkey, { openings, onStep: (step) => steps.push(step) });
  return { ...report, told: steps };
}

test('opened details that are those of their entry are a step that holds, told like every other', async () => {
  const { ok, steps, told } = await check(file(opening));
  expect(ok).toBe(true);
  expect(steps.at(-1)).toEqual({
    step: 'openings',
    text: '1 opened details are those that their entries are committed to',
  });
  expect(told).toEqual(steps.map(({ step }) => step));
});

test.each([
  ['changed details', { ...opening, details: { ...details, detainee: '1044' } }, 0],
  ['another salt', { ...opening, salt: '08'.repeat(32) }, 0],
  ['those of another entry', { ...opening, index: 1 }, 1],
  ['an entry without details', { ...opening, index: 11 }, 11],
  ['an entry that is not there', { ...opening, index: 50 }, 50],
])('%s are found, with the entry', async (_, wrong, entry) => {
  const { ok, finding } = await check(file(opening, wrong));
  expect(ok).toBe(false);
  expect(finding).toMatchObject({ step: 'openings', code: 'opening-differs', file: 'openings.json', entry });
});

test.each(['{', '[]', '{"v":2,"openings":[]}', file({ ...opening, index: -1 }), file({ ...opening, salt: '07' })])(
  'a file of another form is said to be one: %s',
  async (text) => {
    expect((await check(text)).finding).toMatchObject({ step: 'openings', code: 'openings-malformed' });
  },
);
