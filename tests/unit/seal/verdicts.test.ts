import { expect, test } from 'vitest';
import {
  EMPTY_ENTRY,
  encodeRevealBody,
  enterGroup,
  type Incoming,
  matchingCode,
  openVerdict,
  sasNumber,
  signVerdict,
  toHex,
  TranscriptObserver,
} from '#seal';
import { flipBit, offerOf, PartyLab } from './party-lab.js';

test('a verdict holds for its party, its answer and its transcript only', async () => {
  const lab = await PartyLab.of(3);
  await lab.run();
  const { visit, transcript } = lab.keyed(1);
  const { T, reveals } = transcript;
  for (const same of [true, false]) {
    const body = await signVerdict(visit, T, 1, same);
    expect(await openVerdict(body, T, 1, reveals[1]!.vk)).toBe(same);
    await expect(openVerdict(body, T, 2, reveals[1]!.vk)).rejects.toThrow('bad-signature');
    await expect(openVerdict(body, T, 1, reveals[2]!.vk)).rejects.toThrow('bad-signature');
    await expect(openVerdict(body, flipBit(T, 3), 1, reveals[1]!.vk)).rejects.toThrow('bad-signature');
    for (let bit = 0; bit < 520; bit += 17) {
      await expect(openVerdict(flipBit(body, bit), T, 1, reveals[1]!.vk)).rejects.toThrow('bad-signature');
    }
  }
});

test('the code is twelve digits, zeros in front kept', async () => {
  const T = new Uint8Array(32);
  let shortest = 10n ** 12n;
  for (let nth = 0; nth < 200; nth++) {
    T[0] = nth;
    const code = (await matchingCode(T)).join('');
    expect(code).toMatch(/^\d{12}$/);
    expect(BigInt(code)).toBe(await sasNumber(T));
    if (BigInt(code) < shortest) shortest = BigInt(code);
  }
  expect(shortest).toBeLessThan(10n ** 11n);
});

test('three wrong entries count as different, and nothing changes afterwards', () => {
  const code = ['0001', '0002', '0003'] as const;
  const type = (...typed: string[]) => typed.reduce((entry, text) => enterGroup(entry, text, code, 0), EMPTY_ENTRY);
  expect(type('0002', '1', '0001')).toEqual({ state: 'right' });
  expect(type('0002', '0003', '9', '0001')).toEqual({ state: 'different' });
});

test('the observer folds what is relayed, and tells valid verdicts from others', async () => {
  const lab = await PartyLab.of(3);
  const observer = await TranscriptObserver.of(offerOf(3));
  const seen: Incoming[] = [];
  await lab.run(undefined, (letter) => (seen.push(letter), letter));
  const { transcript, visit } = lab.keyed(1);
  const verdict = { step: 'verdict' as const, from: 1, body: await signVerdict(visit, transcript.T, 1, true) };
  expect(await observer.take(verdict)).toBeUndefined();
  for (const message of seen) expect(await observer.take(message)).toBeUndefined();
  expect(toHex(observer.transcript!.T)).toBe(toHex(transcript.T));
  const visitKey = toHex(transcript.reveals[1]!.vk);
  expect(await observer.take(verdict)).toMatchObject({
    party: 1,
    same: true,
    valid: true,
    visitKey,
    T: toHex(transcript.T),
  });
  expect(await observer.take({ ...verdict, from: 2 })).toMatchObject({ party: 2, valid: false });
  expect(await observer.take({ ...verdict, from: 9 })).toBeUndefined();
});

test('reveals that do not fit their commitments give the observer no transcript', async () => {
  const lab = await PartyLab.of(2);
  const observer = await TranscriptObserver.of(offerOf(2));
  await lab.run(undefined, (letter) => {
    void letter;
    return letter;
  });
  const { commits, cc } = lab.keyed(0).transcript;
  expect(commits).toHaveLength(2);
  await observer.take({ step: 'reveal', from: 0, body: encodeRevealBody(cc, new Uint8Array(98)) });
  await observer.take({ step: 'reveal', from: 1, body: encodeRevealBody(cc, new Uint8Array(98)) });
  expect(observer.transcript).toBeUndefined();
});
