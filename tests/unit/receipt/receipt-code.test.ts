import { findSession, readReceiptCode, receiptCode, type SeenTranscript, type SessionEntry } from '#receipt';
import type { SeenRound } from '#protocol';
import { decodeLeaf } from '#ledger';
import { expect, test } from 'vitest';
import { joined, played, receiptOf, seenBy, verdictsOf } from './played-session.js';

const seenOf = async (n: number): Promise<SeenRound> => seenBy(await played([[...Array(n).keys()]]), 0)[0] as SeenRound;

const coded = async (seen: SeenRound): Promise<SeenTranscript> => readReceiptCode(await receiptCode(seen))!;

async function logOf(seen: SeenRound): Promise<SessionEntry[]> {
  const here = [1, 2, 3, 4].slice(0, seen.reveals.length).map(joined);
  const { entries } = await receiptOf([...here, ...(await verdictsOf(seen))], []);
  return entries.map(({ index, leaf }) => ({ index, leaf: decodeLeaf(new TextEncoder().encode(leaf)) }));
}

test('what a device saw comes out of its code as it went in, for two, three and four', async () => {
  for (const n of [2, 3, 4]) {
    const seen = await seenOf(n);
    const code = await receiptCode(seen);
    // The alphanumeric mode of a QR code, and room in one.
    expect(code).toMatch(/^[0-9A-Z:-]{100,2953}$/);
    const { ctx: _ctx, ...rest } = seen;
    const parties = [1, 2, 3, 4].slice(0, n).map((role) => ({ role }));
    expect(readReceiptCode(`${code}\n`)).toEqual({ ...rest, parties, ctxh: expect.stringMatching(/^.{43}$/) });
  }
});

test('no label is in it, whatever the base', async () => {
  const seen = await seenOf(2);
  const whole = Buffer.from(seen.ctx, 'base64url').toString('latin1');
  expect(whole).toContain('Party 1');
  const bits = [...(await receiptCode(seen)).split(':')[2]!].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = bits
    .join('')
    .match(/.{8}/g)!
    .map((byte) => Number.parseInt(byte, 2));
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('Party');
});

test('another text is no code: cut anywhere, with a letter more, or changed where nothing is', async () => {
  for (const n of [2, 3, 4]) {
    const code = await receiptCode(await seenOf(n));
    for (const other of ['', `${code}A`, code.toLowerCase(), `${code}1`])
      expect(readReceiptCode(other)).toBeUndefined();
    for (let length = 0; length < code.length; length++) expect(readReceiptCode(code.slice(0, length))).toBeUndefined();
  }
});

test('a log is found to hold the session by its keys alone; another log has no such session', async () => {
  const seen = await seenOf(2);
  const found = await findSession(await coded(seen), await logOf(seen));
  expect(found).toMatchObject({ ok: true, unmet: { notEntered: [], notSeen: [] } });
  expect(found.ok && found.leaves).toHaveLength(6);
  expect(await findSession(await coded(seen), await logOf(await seenOf(2)))).toMatchObject({
    ok: false,
    code: 'session-not-found',
  });
});

test('a verdict of somebody else in the same session is found out', async () => {
  const seen = await seenOf(2);
  const [booth] = await verdictsOf(await seenOf(2));
  const [, attorney] = await verdictsOf(seen);
  const { entries } = await receiptOf([joined(1), joined(2), booth!, attorney!], []);
  const log = entries.map(({ index, leaf }) => ({ index, leaf: decodeLeaf(new TextEncoder().encode(leaf)) }));
  expect(await findSession(await coded(seen), log)).toMatchObject({ ok: false, code: 'keys-differ', entry: 3 });
});
