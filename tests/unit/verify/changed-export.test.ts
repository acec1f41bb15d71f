import { commitTo, encodeLeaf, verifyLog } from '#ledger';
import { beforeAll, expect, test } from 'vitest';
import { printVerdict } from '../../../apps/verify/src/print-verdict.js';
import { bookingLeaf, buildLog, fiftyEntries, type MemorySource, testKey } from '../ledger/log-builder.js';
import { eachChange } from './each-change.js';

const { vkey } = testKey();
const details = { attorney: 'a1', detainee: '1043', parties: ['p1', 'p2'], until: null };
const openings = { v: 1, openings: [{ index: 0, reason: 'complaint 12', salt: '07'.repeat(32), details }] };
let log: MemorySource;

beforeAll(async () => {
  const commitment = commitTo(new Uint8Array(32).fill(7), details);
  log = await buildLog([encodeLeaf({ ...bookingLeaf(0), commitment }), ...fiftyEntries().slice(1)]);
});

/** What `verify FOLDER --vkey KEY` says of an unpacked export. */
const said = async (value: unknown): Promise<string> =>
  printVerdict({ report: await verifyLog(log, vkey, { openings: JSON.stringify(value) }), vkey, pinned: true });

test('an unaltered export verifies (control)', async () => {
  expect(await said(openings)).toMatch(/^VERIFIED/m);
});

test('any one field of its opened details dropped or altered, it does not', async () => {
  const accepted: string[] = [];
  let tried = 0;
  for (const { where, value } of eachChange(openings)) {
    tried += 1;
    if (/^VERIFIED/m.test(await said(value))) accepted.push(where);
  }
  expect(tried).toBeGreaterThan(20);
  // What to hand on is the maker's choice, and so are the words why; docs/ledger-format.md says so.
  const reason = ['first', 'middle', 'last'].map((at) => `openings.0.reason altered, ${at}`);
  expect(accepted).toEqual(['openings.0 dropped', ...reason]);
});
