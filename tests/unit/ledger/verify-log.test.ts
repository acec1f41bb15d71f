import { canonicalJson, encodeLeaf, verifyLog } from '#ledger';
import { expect, test } from 'vitest';
import {
  bookingLeaf,
  buildLog,
  fiftyEntries,
  proofFrom,
  rememberingEd25519,
  sessionLeaves,
  testKey,
  type MemorySource,
} from './log-builder.js';

const { vkey } = testKey();
const ed25519 = rememberingEd25519();
const check = (log: MemorySource, receipts: { name: string; text: string }[] = []) =>
  verifyLog(log, vkey, { ed25519, receipts });

test('an untouched log of 50 entries passes every step', async () => {
  const report = await verifyLog(await buildLog(fiftyEntries()), vkey);
  expect(report.finding).toBeUndefined();
  expect(report).toMatchObject({ ok: true, size: 50 });
  expect(report.steps.map((one) => one.step)).toEqual(['key', 'checkpoint', 'files', 'entries', 'tree', 'leaves']);
});

test('each flipped bit of each file is refused', { timeout: 400_000 }, async () => {
  const log = (await buildLog(fiftyEntries())).copy();
  let flips = 0;
  for (const [path, bytes] of log.files) {
    for (let byte = 0; byte < bytes.length; byte++) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[byte]! ^= 1 << bit;
        const report = await check(log);
        if (report.ok) expect.fail(`bit ${bit} of byte ${byte} of ${path} went unseen`);
        bytes[byte]! ^= 1 << bit;
        flips++;
      }
    }
  }
  expect(flips).toBeGreaterThan(80_000);
  expect((await check(log)).ok).toBe(true);
});

test('unknown and missing files are named', async () => {
  const log = await buildLog(fiftyEntries());
  for (const name of ['notes.txt', 'tile/0/000', 'tile/1/000.p/1', 'tile/entries/000.p/51', 'tile/0/000.p/50.tmp']) {
    const more = log.copy();
    more.files.set(name, new Uint8Array(32));
    expect((await check(more)).finding).toMatchObject({ step: 'files', code: 'unknown-file', file: name });
  }
  for (const name of log.files.keys()) {
    const less = log.copy();
    less.files.delete(name);
    expect((await check(less)).finding).toMatchObject({ code: 'missing-file' });
  }
});

test('older partial files may stay, as long as they are a beginning', async () => {
  const entries = fiftyEntries();
  const log = await buildLog(entries);
  const older = await buildLog(entries.slice(0, 20));
  for (const name of ['tile/0/000.p/20', 'tile/entries/000.p/20']) log.files.set(name, older.files.get(name)!.slice());
  expect((await check(log)).ok).toBe(true);
  for (const name of ['tile/0/000.p/20', 'tile/entries/000.p/20']) {
    const bad = log.copy();
    bad.files.get(name)![40]! ^= 1;
    expect((await check(bad)).finding).toMatchObject({ file: name, byte: 40 });
    bad.files.set(name, log.files.get(name)!.slice(0, -1));
    expect((await check(bad)).ok).toBe(false);
  }
});

test('two swapped entries are refused, also when the tile is swapped with them', async () => {
  const entries = fiftyEntries();
  const log = await buildLog(entries);
  const swapped = [...entries];
  [swapped[3], swapped[4]] = [swapped[4]!, swapped[3]!];
  const other = await buildLog(swapped);
  const bundle = 'tile/entries/000.p/50';
  const bad = log.copy();
  bad.files.set(bundle, other.files.get(bundle)!);
  expect((await check(bad)).finding).toMatchObject({ step: 'entries', entry: 3 });
  bad.files.set('tile/0/000.p/50', other.files.get('tile/0/000.p/50')!);
  expect((await check(bad)).finding).toMatchObject({ step: 'tree', code: 'root-differs' });
});

test.each([50, 300])(
  'of %i entries: a changed hash is found in its tile, a changed entry in its bundle',
  async (size) => {
    const log = await buildLog(Array.from({ length: size }, (_, i) => encodeLeaf(bookingLeaf(i))));
    const width = Math.min(size, 256);
    const name = width === 256 ? '000' : `000.p/${width}`;
    const tile = log.copy();
    tile.files.get(`tile/0/${name}`)![32 * 7 + 5]! ^= 1;
    const found = (await check(tile)).finding;
    expect(found).toMatchObject({ step: 'entries', code: 'tile-differs', file: `tile/0/${name}`, entry: 7, byte: 229 });
    const entry = log.copy();
    entry.files.get(`tile/entries/${name}`)![40]! ^= 1;
    const other = (await check(entry)).finding;
    expect(other).toMatchObject({ step: 'entries', code: 'tile-differs', file: `tile/entries/${name}`, entry: 0 });
  },
);

test('a log cut back or rewritten by its own key is refused with a receipt, and passes without', async () => {
  const entries = fiftyEntries();
  const whole = await buildLog(entries);
  const receipt = { name: 'r.tlog-proof', text: await proofFrom(whole, 45, 50) };
  expect(await check(whole, [receipt])).toMatchObject({ ok: true });
  const cut = await buildLog(entries.slice(0, 40));
  expect((await check(cut)).ok).toBe(true);
  expect((await check(cut, [receipt])).finding).toMatchObject({ step: 'receipts', code: 'log-cut-back' });
  const rewritten = await buildLog([...entries.slice(0, 49), encodeLeaf(bookingLeaf(10)), encodeLeaf(bookingLeaf(11))]);
  expect((await check(rewritten)).ok).toBe(true);
  expect((await check(rewritten, [receipt])).finding).toMatchObject({ code: 'log-forked' });
  const grown = await buildLog([...entries, encodeLeaf(bookingLeaf(10))]);
  expect(await check(grown, [receipt])).toMatchObject({ ok: true });
  const spoilt = { ...receipt, text: receipt.text.replace('index 45', 'index 44') };
  expect((await check(whole, [spoilt])).finding).toMatchObject({ step: 'receipts', code: 'proof-wrong' });
});

test('another key, and a log signed by another key, are refused', async () => {
  const log = await buildLog(fiftyEntries(), testKey(8));
  expect((await check(log)).finding).toMatchObject({ step: 'key', code: 'vkey-differs' });
  log.files.set('log.vkey', new TextEncoder().encode(`${vkey}\n`));
  expect((await check(log)).finding).toMatchObject({ step: 'checkpoint', code: 'note-not-signed' });
});

test('a log over full tiles of two levels passes; a changed upper tile does not', { timeout: 60_000 }, async () => {
  const log = await buildLog(Array.from({ length: 600 }, (_, i) => encodeLeaf(bookingLeaf(i))));
  expect([...log.files.keys()]).toContain('tile/1/000.p/2');
  expect(await check(log)).toMatchObject({ ok: true, size: 600 });
  log.files.get('tile/1/000.p/2')![33]! ^= 4;
  expect((await check(log)).finding).toMatchObject({ step: 'tree', file: 'tile/1/000.p/2', byte: 33 });
});

const session = '00'.repeat(16);
const raw = (text: string): Uint8Array => new TextEncoder().encode(text);
const forbidden: Record<string, { entries: () => Uint8Array[]; code: string }> = {
  'a gap in a chain': { entries: () => [encodeLeaf(bookingLeaf(0)), encodeLeaf(bookingLeaf(2))], code: 'chain-gap' },
  'a seq twice': { entries: () => [encodeLeaf(bookingLeaf(0)), encodeLeaf(bookingLeaf(0))], code: 'chain-gap' },
  'a session without opening': {
    entries: () => [encodeLeaf({ ...sessionLeaves(session, 1)[1]!, seq: 0 })],
    code: 'chain-rule',
  },
  'an entry after the end': {
    entries: () => [...sessionLeaves(session, 0), { ...sessionLeaves(session, 1)[1]!, seq: 2 }].map(encodeLeaf),
    code: 'chain-rule',
  },
  'another log’s leaf': {
    entries: () => [encodeLeaf({ ...bookingLeaf(0), facility: 'habeas.example/other' })],
    code: 'leaf-facility',
  },
  'spaces in JSON': { entries: () => [raw(JSON.stringify(bookingLeaf(0), null, 1))], code: 'not-canonical' },
  'an unknown type': { entries: () => [forged({ type: 'booth.listened' })], code: 'leaf-type-unknown' },
  'a name in public': { entries: () => [forged({ public: { name: 'A. B.' } })], code: 'leaf-not-of-type' },
  'a minute where the hour belongs': { entries: () => [forged({ time: '2026-11-23T21:42:00Z' })], code: 'leaf-time' },
  'a field too many': { entries: () => [forged({ room: '3' })], code: 'leaf-malformed' },
  'a foreign voucher': { entries: () => [forged({ by: 'warden' })], code: 'leaf-not-of-type' },
};

function forged(change: Record<string, unknown>): Uint8Array {
  return raw(canonicalJson({ ...bookingLeaf(0), ...change }));
}

test.each(Object.entries(forbidden))(
  'what the keeper itself may not write is found: %s',
  async (_, { entries, code }) => {
    const report = await check(await buildLog(entries()));
    expect(report.finding).toMatchObject({ step: 'leaves', code });
  },
);
