import type { Receipt, SeenRound } from '#protocol';
import { checkReceipt } from '#receipt';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SessionLab } from '../seal/session-lab.js';
import { joined, left, played, receiptOf, type Said, seenBy, verdictsOf, vkey } from './played-session.js';

const [BOOTH, ATTORNEY, INTERPRETER] = [1, 2, 4];
const check = (receipt: Receipt) => checkReceipt(receipt, vkey);

describe('two in a booth', () => {
  let lab: SessionLab;
  let other: SessionLab;
  let seen: SeenRound[];
  let verdicts: Said[];
  const here = [joined(BOOTH), joined(ATTORNEY)];

  beforeAll(async () => {
    lab = await played([[0, 1]]);
    other = await played([[0, 1]]);
    seen = seenBy(lab, 1);
    verdicts = await verdictsOf(seen[0]!);
  });

  test('what both saw is one transcript, and the log stands under its keys', async () => {
    for (const device of [0, 1]) {
      const found = await check(await receiptOf([...here, ...verdicts], seenBy(lab, device)));
      expect(found).toMatchObject({ ok: true, closed: true, unmet: { notEntered: [], notSeen: [] } });
      const parties = found.ok ? found.rounds[0]!.parties : [];
      expect(parties.map(({ role, own, same }) => [role, own, same])).toEqual([
        [BOOTH, device === 0, true],
        [ATTORNEY, device === 1, true],
      ]);
    }
  });

  test('without the details of the log the keys are compared all the same', async () => {
    expect(await check(await receiptOf([...here, ...verdicts], seen, { opened: false }))).toMatchObject({ ok: true });
    const wrong = await receiptOf([...here, ...(await verdictsOf(seenBy(other, 1)[0]!))], seen, { opened: false });
    expect(await check(wrong)).toMatchObject({ ok: false, code: 'keys-differ', entry: 3 });
  });

  test('somebody stood between the two: the log has the keys of the booth’s handshake, not of the attorney’s', async () => {
    const [booth] = await verdictsOf(seenBy(other, 0)[0]!);
    const [, attorney] = verdicts;
    const found = await check(await receiptOf([...here, booth!, attorney!], seen));
    expect(found).toMatchObject({ ok: false, code: 'keys-differ', entry: 3 });
    // And when both handshakes are entered, whichever comes first.
    for (const order of [
      [...verdicts, booth!],
      [booth!, ...verdicts],
    ])
      expect(await check(await receiptOf([...here, ...order], seen))).toMatchObject({ ok: false, code: 'keys-differ' });
  });

  test('a verdict that the facility turned round', async () => {
    const turned = verdicts.map((said, at) =>
      at === 0 && said.what === 'verdict' ? { ...said, same: false, details: { ...said.details, s: 0 } } : said,
    );
    expect(await check(await receiptOf([...here, ...turned], seen))).toMatchObject({ code: 'verdict-not-signed' });
    expect(await check(await receiptOf([...here, ...turned], seen, { opened: false }))).toMatchObject({
      code: 'keys-differ',
    });
  });

  test('details that the log is not committed to', async () => {
    const receipt = await receiptOf([...here, ...verdicts], seen);
    const opened = receipt.entries[3]!.opened!;
    opened.details = { ...(opened.details as object), i: 1 };
    expect(await check(receipt)).toMatchObject({ ok: false, code: 'opening-differs', entry: 3 });
  });

  test('a verdict that never reached the log accuses nobody, and is named', async () => {
    const found = await check(await receiptOf([...here, verdicts[0]!], seen));
    expect(found).toMatchObject({ ok: true, unmet: { notEntered: [expect.any(String)] } });
  });

  test('a device that saw nothing can only speak of the log', async () => {
    expect(await check(await receiptOf([...here, ...verdicts], []))).toMatchObject({ ok: true, rounds: [] });
  });

  const bent: Record<string, (round: SeenRound) => SeenRound> = {
    'a reveal of another': (round) => ({ ...round, reveals: [round.reveals[1]!, round.reveals[1]!] }),
    'a context cut short': (round) => ({ ...round, ctx: round.ctx.slice(0, -4) }),
    'a place that is not there': (round) => ({ ...round, me: 3 }),
    'one reveal too few': (round) => ({ ...round, reveals: round.reveals.slice(1) }),
    'bytes that are none': (round) => ({ ...round, ctx: '!' }),
  };
  test.each(Object.entries(bent))('what the device saw was changed afterwards: %s', async (_, bend) => {
    const receipt = await receiptOf([...here, ...verdicts], seen.map(bend));
    expect(await check(receipt)).toMatchObject({ ok: false, code: 'transcript-malformed' });
  });

  test('the words of another device in the roster: another transcript, which nobody signed', async () => {
    const round = seen[0]!;
    const ctx = Buffer.from(round.ctx, 'base64url').toString('latin1').replace('Party 1', 'Party 9');
    const renamed = { ...round, ctx: Buffer.from(ctx, 'latin1').toString('base64url') };
    const found = await check(await receiptOf([...here, ...verdicts], [renamed]));
    expect(found).toMatchObject({ ok: false, code: 'verdict-not-signed' });
  });

  test('a verdict is not that of the other', async () => {
    const [one, two] = seen[0]!.verdicts;
    const swapped = { ...seen[0]!, verdicts: [{ ...one!, signature: two!.signature }] };
    expect(await check(await receiptOf([...here, ...verdicts], [swapped]))).toMatchObject({
      code: 'verdict-not-signed',
    });
  });

  test('of another booking', async () => {
    const receipt = { ...(await receiptOf([...here, ...verdicts], seen)), booking: 'ff'.repeat(16) };
    expect(await check(receipt)).toMatchObject({ code: 'transcript-malformed' });
  });

  test('what comes from before the device came back may be of an earlier handshake; what comes after may not', async () => {
    const [old] = await verdictsOf(seenBy(other, 0)[0]!);
    const before = [...here, old!, left(ATTORNEY), joined(ATTORNEY), ...verdicts];
    expect(await check(await receiptOf(before, seen))).toMatchObject({ ok: false });
    const between = [...here, left(ATTORNEY), old!, joined(ATTORNEY), ...verdicts];
    expect(await check(await receiptOf(between, seen))).toMatchObject({ ok: true, unmet: { notSeen: [4] } });
    const after = [...here, left(ATTORNEY), joined(ATTORNEY), ...verdicts, old!];
    expect(await check(await receiptOf(after, seen))).toMatchObject({ ok: false, code: 'keys-differ' });
  });
});

describe('an interpreter comes later', () => {
  test('who was there from the beginning has both handshakes; who came has the second; both receipts hold', async () => {
    const lab = await played([
      [0, 1],
      [0, 1, 3],
    ]);
    const [first, second] = seenBy(lab, 0);
    const said = [
      joined(BOOTH),
      joined(ATTORNEY),
      ...(await verdictsOf(first!)),
      joined(INTERPRETER),
      ...(await verdictsOf(second!)),
    ];
    const booth = await check(await receiptOf(said, seenBy(lab, 0)));
    expect(booth).toMatchObject({ ok: true, unmet: { notSeen: [] } });
    expect(booth.ok && booth.rounds.map(({ parties }) => parties.length)).toEqual([2, 3]);
    const interpreter = await check(await receiptOf(said, seenBy(lab, 3)));
    expect(interpreter).toMatchObject({ ok: true, unmet: { notSeen: [3, 4] } });
    // The first handshake alone does not explain the second.
    expect(await check(await receiptOf(said, [first!]))).toMatchObject({ ok: false, code: 'keys-differ' });
  });
});
