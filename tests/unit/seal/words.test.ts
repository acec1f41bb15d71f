import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { decodeSaid, encodeSaid, fittingWords, MAX_WORDS, type Said, WordsReceiver, WordsSender } from '#seal';
import { flipBit, PartyLab } from './party-lab.js';

let lab: PartyLab;
beforeAll(async () => {
  lab = await PartyLab.of(3);
  await lab.run();
});

const route = (from: number, to: number) => ({ T: lab.keyed(from).transcript.T, from, to });
const sender = (from: number, to: number) => new WordsSender(lab.keyed(from).pairs[to]!.wordsOut, route(from, to));
const receiver = (from: number, to: number) => new WordsReceiver(lab.keyed(to).pairs[from]!.wordsIn, route(from, to));
const words = (text: string, number = 0) => ({ number, said: { kind: 'words', text } as Said });

test('every kind of message comes out as it went in, whatever it says has one size', async () => {
  const [send, receive] = [sender(0, 1), receiver(0, 1)];
  const sizes = new Set<number>();
  const said: Said[] = [
    { kind: 'words', text: '' },
    { kind: 'words', text: 'қ'.repeat(MAX_WORDS / 2) },
    { kind: 'window', shown: true },
    { kind: 'window', shown: false },
    { kind: 'arrived' },
  ];
  for (const [number, one] of said.entries()) {
    const body = await send.seal({ number, said: one });
    sizes.add(body.length);
    expect(await receive.open(body)).toEqual({ number, said: one });
  }
  expect([...sizes]).toEqual([1048]);
});

test('any text survives, cut at a whole character when it is too long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 900 }), fc.nat(), (text, number) => {
      const fitting = fittingWords(text);
      const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(fitting));
      expect(decodeSaid(encodeSaid(words(fitting, number)))).toEqual(words(whole, number));
      expect(text.startsWith(fitting)).toBe(true);
      if (new TextEncoder().encode(text).length <= MAX_WORDS) expect(fitting).toBe(text);
    }),
  );
  expect(() => encodeSaid(words('x'.repeat(MAX_WORDS + 1)))).toThrow(RangeError);
  expect(fittingWords('x'.repeat(MAX_WORDS - 1) + 'қ')).toBe('x'.repeat(MAX_WORDS - 1));
});

test('repeated, overtaken, reflected, of another pair, changed in any byte: nothing comes out', async () => {
  const send = sender(0, 1);
  const [first, second] = [await send.seal(words('one')), await send.seal(words('two', 1))];
  const receive = receiver(0, 1);
  for (let bit = 0; bit < 8 * second.length; bit += 61)
    expect(await receive.open(flipBit(second, bit))).toBeUndefined();
  expect(await receiver(1, 0).open(first)).toBeUndefined();
  expect(await receiver(0, 2).open(first)).toBeUndefined();
  expect(await receiver(2, 1).open(first)).toBeUndefined();
  expect(await receive.open(first.slice(1))).toBeUndefined();
  expect(await receive.open(second)).toEqual(words('two', 1));
  expect(await receive.open(first)).toBeUndefined();
  expect(await receive.open(second)).toBeUndefined();
});

test('what is authentic and of no known form is not shown', () => {
  const padded = encodeSaid(words('ab'));
  const broken = (change: (bytes: Uint8Array) => void) => {
    const bytes = padded.slice();
    change(bytes);
    return decodeSaid(bytes);
  };
  expect(broken(() => undefined)).toEqual(words('ab'));
  expect(broken((bytes) => (bytes[0] = 9))).toBeUndefined();
  expect(broken((bytes) => (bytes[5] = 0xff))).toBeUndefined();
  expect(broken((bytes) => bytes.fill(0))).toBeUndefined();
  expect(broken((bytes) => (bytes[0] = 1))).toBeUndefined();
  expect(decodeSaid(padded.slice(1))).toBeUndefined();
});
