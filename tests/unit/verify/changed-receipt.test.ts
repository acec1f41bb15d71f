import { canonicalJson, type Json } from '#ledger';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '#protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkReceiptFile } from '../../../apps/verify/src/check-receipt-file.js';
import { printReceipt } from '../../../apps/verify/src/print-receipt.js';
import { readReceiptFile } from '../../../apps/verify/src/receipt-file.js';
import { joined, played, receiptOf, seenBy, verdictsOf, vkey } from '../receipt/played-session.js';
import { type Change, eachChange } from './each-change.js';

let folder: string;
/** Of booth and attorney. */
let receipts: Receipt[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'habeas-changed-'));
  const lab = await played([[0, 1]]);
  receipts = await Promise.all(
    [0, 1].map(async (device) => {
      const [seen] = seenBy(lab, device);
      return receiptOf([joined(1), joined(2), ...(await verdictsOf(seen!))], [seen!]);
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What `verify --receipt FILE --vkey KEY` says of it. */
async function said(value: unknown): Promise<string> {
  const file = join(folder, 'receipt.json');
  await writeFile(file, JSON.stringify(value));
  const verdict = await checkReceiptFile(await readReceiptFile(file), { vkey, pinned: true }, undefined).catch(
    (error: Error) => error.message,
  );
  return typeof verdict === 'string' ? verdict : verdict === undefined ? 'nothing' : printReceipt(verdict);
}

/** A leaf is JSON, a proof is lines: each of their own fields is dropped and altered as well. */
function within(path: string, text: string): Change[] | undefined {
  if (path.endsWith('.leaf')) {
    return [...eachChange(JSON.parse(text))].map(({ where, value }) => ({
      where: `${path}: ${where}`,
      value: canonicalJson(value as Json),
    }));
  }
  if (path.endsWith('.proof')) {
    return [...eachChange(text.split('\n'))].map(({ where, value }) => ({
      where: `${path}: line ${where}`,
      value: (value as string[]).join('\n'),
    }));
  }
  return undefined;
}

test.each([0, 1])('the receipt of device %i verifies unaltered (control)', async (device) => {
  expect(await said(receipts[device])).toMatch(/^VERIFIED/m);
});

test.each([0, 1])(
  'any one field of device %i dropped or altered, it does not',
  { timeout: 120_000 },
  async (device) => {
    const accepted: string[] = [];
    let tried = 0;
    for (const { where, value } of eachChange(receipts[device], within)) {
      tried += 1;
      if (/^VERIFIED/m.test(await said(value))) accepted.push(where);
    }
    // With the other's place it is the receipt of the other.
    expect(accepted).toEqual(device === 0 ? ['seen.0.me altered'] : []);
    expect(tried).toBeGreaterThan(500);
  },
);

test('what only holds in part says what is missing', async () => {
  const [whole] = receipts;
  const [seen] = whole!.seen;
  const lacking = {
    'The end of the session is not among its entries.': { entries: whole!.entries.slice(0, -1) },
    'What lies under entries 3 is not shown.': {
      entries: whole!.entries.map(({ opened, ...entry }) =>
        entry.index === 3 || !opened ? entry : { ...entry, opened },
      ),
    },
    'This device saw no handshake to its end': { seen: [] },
    'This device did not get the verdict of': { seen: [{ ...seen!, verdicts: seen!.verdicts.slice(1) }] },
  };
  for (const [words, less] of Object.entries(lacking)) {
    const text = await said({ ...whole, ...less });
    expect(text).toContain(`missing  ${words}`);
    expect(text).toMatch(/^HOLDS IN PART receipt.json$/m);
  }
});
