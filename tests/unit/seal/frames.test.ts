import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AUDIO,
  type Bytes,
  decodeHeader,
  encodeHeader,
  fromHex,
  KeyReceiver,
  KeySender,
  makeKid,
  padFrame,
  readKid,
  ReceiverKeys,
  ReplayWindow,
  SenderKey,
  stripPadding,
  VIDEO,
} from '#seal';
import { derivePairKeys } from '../../../libs/seal/src/pair-keys.js';
import { entropy } from './party-lab.js';

const T = new Uint8Array(32).fill(5);
const seedOf = (fill: number): Bytes => new Uint8Array(32).fill(fill);

async function route() {
  const [a, b] = [await entropy.ephemeral(), await entropy.ephemeral()];
  return {
    out: await derivePairKeys(a.secret, b.open, T, 0, 1),
    back: await derivePairKeys(b.secret, a.open, T, 1, 0),
  };
}

describe('KEY messages', () => {
  test('two generations arrive; repeated and falling seq, and kids of others, are ignored', async () => {
    const { out, back } = await route();
    const sender = new KeySender(out.wrapOut, { T, from: 0, to: 1 });
    const receiver = new KeyReceiver(back.wrapIn, { T, from: 0, to: 1 });
    const bodies = [];
    for (const gen of [0, 1]) bodies.push(await sender.wrap(makeKid({ gen, kind: AUDIO, party: 0 }), seedOf(gen)));
    const foreign = await sender.wrap(makeKid({ gen: 2, kind: AUDIO, party: 1 }), seedOf(9));
    expect(await receiver.open(bodies[0]!)).toEqual({ kid: 0, seed: seedOf(0) });
    expect(await receiver.open(bodies[1]!)).toEqual({ kid: 8, seed: seedOf(1) });
    expect(await receiver.open(bodies[1]!)).toBeUndefined();
    expect(await receiver.open(bodies[0]!)).toBeUndefined();
    expect(await receiver.open(foreign)).toBeUndefined();
  });

  test('another kid, receiver, sender, transcript or any changed bit of the rest is refused', async () => {
    const { out, back } = await route();
    const body = await new KeySender(out.wrapOut, { T, from: 0, to: 1 }).wrap(4, seedOf(1));
    const other = body.slice();
    other[3] = 12;
    const open = (bytes: Bytes, from = 0, to = 1, t = T) =>
      new KeyReceiver(back.wrapIn, { T: t, from, to }).open(bytes);
    await expect(open(other)).rejects.toThrow('bad-key-message');
    await expect(open(body, 0, 2)).rejects.toThrow('bad-key-message');
    await expect(open(body, 0, 1, seedOf(6))).rejects.toThrow('bad-key-message');
    await expect(new KeyReceiver(back.wrapOut, { T, from: 0, to: 1 }).open(body)).rejects.toThrow('bad-key-message');
    for (const length of [0, 59, 61]) await expect(open(new Uint8Array(length))).rejects.toThrow('bad-key-message');
    for (let bit = 32; bit < 480; bit += 13) {
      const changed = body.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      await expect(open(changed)).rejects.toThrow('bad-key-message');
    }
    expect(await open(body)).toEqual({ kid: 4, seed: seedOf(1) });
  });

  test('a forged message does not move seq', async () => {
    const { out, back } = await route();
    const body = await new KeySender(out.wrapOut, { T, from: 0, to: 1 }).wrap(0, seedOf(1));
    const receiver = new KeyReceiver(back.wrapIn, { T, from: 0, to: 1 });
    const forged = body.slice();
    forged[4] = 0x7f;
    await expect(receiver.open(forged)).rejects.toThrow('bad-key-message');
    expect(await receiver.open(body)).toBeDefined();
  });

  test('kids read back', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 29 - 1), fc.constantFrom(AUDIO, VIDEO), fc.nat(3), (gen, kind, party) => {
        expect(readKid(makeKid({ gen, kind, party }))).toEqual({ gen, kind, party });
      }),
    );
    expect(() => makeKid({ gen: 2 ** 29, kind: AUDIO, party: 0 })).toThrow(RangeError);
  });
});

const sealed = async (kid: number, fill: number, count = 1) => {
  const key = await SenderKey.of(kid, seedOf(fill), T, readKid(kid).kind === AUDIO ? 160 : undefined);
  const payloads: Bytes[] = [];
  for (let nth = 0; nth < count; nth++) {
    const frame = await key.seal(Uint8Array.of(nth));
    if ('payload' in frame) payloads.push(frame.payload);
  }
  return payloads;
};

describe('receiver keys', () => {
  test('an older key lives five seconds after the newer one first decrypts, and at most two are kept', async () => {
    const keys = new ReceiverKeys(T);
    const [old, more] = [await sealed(0, 1, 4), await sealed(8, 2, 2)];
    await keys.add({ kid: 0, seed: seedOf(1) });
    await keys.add({ kid: 8, seed: seedOf(2) });
    expect(await keys.open(old[0]!, AUDIO, 100_000)).toHaveProperty('frame');
    expect(await keys.open(more[0]!, AUDIO, 100_000)).toHaveProperty('frame');
    expect(await keys.open(old[1]!, AUDIO, 104_999)).toHaveProperty('frame');
    expect(await keys.open(old[2]!, AUDIO, 105_000)).toEqual({ dropped: 'unknown-kid' });
    expect(keys.kids).toEqual([8]);
    await keys.add({ kid: 16, seed: seedOf(3) });
    await keys.add({ kid: 24, seed: seedOf(4) });
    expect(keys.kids).toEqual([24, 16]);
  });

  test('generations only rise, and the seed is overwritten', async () => {
    const keys = new ReceiverKeys(T);
    const seed = seedOf(1);
    expect(await keys.add({ kid: 8, seed })).toBe(true);
    expect(seed).toEqual(seedOf(0));
    expect(await keys.add({ kid: 8, seed: seedOf(2) })).toBe(false);
    expect(await keys.add({ kid: 0, seed: seedOf(2) })).toBe(false);
    keys.forget(0);
    expect(await keys.add({ kid: 0, seed: seedOf(2) })).toBe(true);
  });

  test('another transcript, kind or any changed bit opens nothing; a bad one does not move the window', async () => {
    const [payload] = (await sealed(0, 1)) as [Bytes];
    const keys = new ReceiverKeys(T);
    await keys.add({ kid: 0, seed: seedOf(1) });
    const other = new ReceiverKeys(seedOf(9));
    await other.add({ kid: 0, seed: seedOf(1) });
    expect(await other.open(payload, AUDIO, 0)).toEqual({ dropped: 'bad-tag' });
    expect(await keys.open(payload, VIDEO, 0)).toEqual({ dropped: 'wrong-kind' });
    for (let bit = 0; bit < 8 * payload.length; bit += 7) {
      const changed = payload.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(await keys.open(changed, AUDIO, 0)).toHaveProperty('dropped');
    }
    expect(await keys.open(payload, AUDIO, 0)).toMatchObject({ frame: Uint8Array.of(0), party: 0 });
    expect(await keys.open(payload, AUDIO, 0)).toEqual({ dropped: 'replayed' });
  });

  test('a sender key that was erased or a frame that is too long gives nothing and spends no counter', async () => {
    const key = await SenderKey.of(0, seedOf(1), T, 160);
    expect(await key.seal(new Uint8Array(160))).toEqual({ dropped: 'too-long' });
    const first = await key.seal(new Uint8Array(159));
    expect('payload' in first && decodeHeader(first.payload)?.ctr).toBe(0n);
    key.erase();
    expect(key.seed).toBeUndefined();
    expect(await key.seal(new Uint8Array(1))).toEqual({ dropped: 'erased' });
  });
});

describe('replay window', () => {
  test('duplicates, age 1023 and 1024, a jump of 2^31', () => {
    const window = new ReplayWindow();
    expect([window.take(0n), window.take(0n)]).toEqual([true, false]);
    expect(window.take(2000n)).toBe(true);
    expect(window.take(2000n - 1023n)).toBe(true);
    expect(window.take(2000n - 1023n)).toBe(false);
    expect(window.take(2000n - 1024n)).toBe(false);
    expect(window.take(2n ** 31n + 2000n)).toBe(true);
    expect(window.take(2000n)).toBe(false);
    expect(window.take(2n ** 31n + 1999n)).toBe(true);
  });

  test('accepts each counter at most once, and always within the window, as a plain set would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 300 }), (counters) => {
        const window = new ReplayWindow();
        const seen = new Set<number>();
        let top = -1;
        for (const ctr of counters) {
          const fresh = !seen.has(ctr) && ctr > top - 1024;
          expect(window.take(BigInt(ctr))).toBe(fresh);
          seen.add(ctr);
          top = Math.max(top, ctr);
        }
      }),
    );
  });
});

test('headers that are not minimal or cut off are refused; all others read back', () => {
  for (const hex of [
    '0800',
    '0807',
    '090001',
    '8000',
    '8807',
    '80',
    '08',
    '',
    '0f01',
    '9000ff',
    '0f00ffffffffffffff',
  ]) {
    expect(decodeHeader(fromHex(hex)), hex).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 64n - 1n), fc.bigInt(0n, 2n ** 64n - 1n), (kid, ctr) => {
      const bytes = encodeHeader(kid, ctr);
      expect(decodeHeader(bytes)).toEqual({ kid, ctr, length: bytes.length });
    }),
  );
});

test('padding is stripped to the very frame, whatever it ends with', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 159 }), (frame) => {
      const padded = padFrame(frame, 160)!;
      expect(padded.length).toBe(160);
      expect(stripPadding(padded)).toEqual(frame);
      expect(stripPadding(padFrame(frame)!)).toEqual(frame);
    }),
  );
  expect(padFrame(new Uint8Array(160), 160)).toBeUndefined();
  for (const bad of ['', '00', '0000', '81', '8001']) expect(stripPadding(fromHex(bad))).toBeUndefined();
});
