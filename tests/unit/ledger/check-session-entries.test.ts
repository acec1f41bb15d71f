import { checkSessionEntries, decodeLeaf, encodeLeaf, verifyLog } from '#ledger';
import type { SessionEntries } from '#protocol';
import { beforeAll, expect, test } from 'vitest';
import { bookingLeaf, buildLog, proofFrom, sessionLeaves, testKey, type MemorySource } from './log-builder.js';

const session = '0123456789abcdef'.repeat(2);
const { vkey } = testKey();
let log: MemorySource;
let receipt: SessionEntries;

beforeAll(async () => {
  const leaves = [bookingLeaf(0), ...sessionLeaves(session, 3), bookingLeaf(1), ...sessionLeaves('ee'.repeat(16), 0)];
  const entries = leaves.map(encodeLeaf);
  log = await buildLog(entries);
  const indexes = [1, 2, 3, 4, 5];
  receipt = {
    booking: 'aa'.repeat(16),
    session,
    vkey,
    late: false,
    entries: await Promise.all(
      indexes.map(async (index) => ({
        index,
        leaf: new TextDecoder().decode(entries[index]),
        proof: await proofFrom(log, index, entries.length),
      })),
    ),
  };
});

test('a whole receipt checks without the log, and the log still holds it', async () => {
  const check = await checkSessionEntries(receipt, vkey);
  expect(check).toMatchObject({ ok: true, closed: true });
  expect(check.ok && check.leaves.map((leaf) => leaf.seq)).toEqual([0, 1, 2, 3, 4]);
  expect(
    await checkSessionEntries({ ...receipt, late: true, entries: receipt.entries.slice(0, 3) }, vkey),
  ).toMatchObject({
    ok: true,
    closed: false,
  });
  const receipts = [{ name: 'receipt.json', text: JSON.stringify(receipt) }];
  expect(await verifyLog(log, vkey, { receipts })).toMatchObject({ ok: true });
});

const without = (position: number) => receipt.entries.filter((_, i) => i !== position);
const changed = (position: number, change: Partial<SessionEntries['entries'][number]>) =>
  receipt.entries.map((entry, i) => (i === position ? { ...entry, ...change } : entry));

const wrong: Record<string, { make: () => SessionEntries; code: string }> = {
  'an entry left out': { make: () => ({ ...receipt, entries: without(2) }), code: 'chain-gap' },
  'entries in another order': {
    make: () => ({ ...receipt, entries: receipt.entries.toReversed() }),
    code: 'chain-gap',
  },
  'another session': { make: () => ({ ...receipt, session: 'ee'.repeat(16) }), code: 'receipt-malformed' },
  'another key named': { make: () => ({ ...receipt, vkey: testKey(8).vkey }), code: 'vkey-differs' },
  'a changed leaf': {
    make: () => ({
      ...receipt,
      entries: changed(4, { leaf: receipt.entries[4]!.leaf.replace('"normal"', '"refused"') }),
    }),
    code: 'proof-wrong',
  },
  'a proof of another entry': {
    make: () => ({ ...receipt, entries: changed(1, { proof: receipt.entries[2]!.proof }) }),
    code: 'proof-wrong',
  },
  'a wrong index': { make: () => ({ ...receipt, entries: changed(1, { index: 7 }) }), code: 'receipt-malformed' },
};

test.each(Object.entries(wrong))('refused: %s', async (_, { make, code }) => {
  expect(await checkSessionEntries(make(), vkey)).toMatchObject({ ok: false, code });
});

test('the verifier refuses a receipt whose leaf is not the one in the log', async () => {
  const leaf = receipt.entries[4]!.leaf.replace('"normal"', '"refused"');
  expect(decodeLeaf(new TextEncoder().encode(leaf)).public).toEqual({ code: 'refused' });
  const text = JSON.stringify({ ...receipt, entries: changed(4, { leaf }) });
  const report = await verifyLog(log, vkey, { receipts: [{ name: 'r.json', text }] });
  expect(report.finding).toMatchObject({ step: 'receipts', code: 'proof-wrong', entry: 5 });
});
