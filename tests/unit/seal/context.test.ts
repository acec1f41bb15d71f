import { expect, test } from 'vitest';
import { acceptOffer, decodeContext, encodeContext, type Offer, type Party, toHex } from '#seal';
import { expectedOf, id, offerOf, rosterOf } from './party-lab.js';

const code = (offer: Offer, seen: (round: string) => boolean = () => false) =>
  acceptOffer(offer, expectedOf(4, 1), seen).then(
    () => 'accepted',
    (error: Error) => error.message,
  );
const withRoster = (roster: Party[]): Offer => ({ ...offerOf(4), roster });
const r = rosterOf(4) as [Party, Party, Party, Party];

test('a fitting offer is accepted, also for some of those booked', async () => {
  for (const n of [2, 3, 4]) expect(await code(offerOf(n))).toBe('accepted');
  expect(await code(withRoster([r[0], r[1], r[3]]))).toBe('accepted');
});

test.each<[string, Offer, string]>([
  ['another suite', { ...offerOf(2), suite: 2 }, 'unknown-suite'],
  ['another booking', { ...offerOf(2), booking: id(1) }, 'bad-roster'],
  ['one party', withRoster([r[1]]), 'bad-roster'],
  ['five parties', withRoster([...r, { role: 4, party: id(130), label: 'x' }]), 'bad-roster'],
  ['not sorted', withRoster([r[1], r[0]]), 'bad-roster'],
  ['a party twice', withRoster([r[0], r[1], { ...r[1], role: 3 }]), 'bad-roster'],
  ['no booth', withRoster([r[1], r[2]]), 'bad-roster'],
  ['no attorney', withRoster([r[0], r[2]]), 'bad-roster'],
  ['two booths', withRoster([r[0], { role: 1, party: id(90), label: 'Booth 5' }, r[1]]), 'bad-roster'],
  ['without this device', withRoster([r[0], { role: 2, party: id(90), label: 'Attorney' }]), 'bad-roster'],
  ['a stranger', withRoster([r[0], r[1], { role: 4, party: id(99), label: 'Interpreter' }]), 'bad-roster'],
  ['a swapped label', withRoster([r[0], { ...r[1], label: 'Party 1' }]), 'bad-roster'],
  ['another role', withRoster([r[0], r[1], { ...r[2], role: 4 }]), 'bad-roster'],
  ['a short party', withRoster([{ ...r[0], party: id(20).slice(1) }, r[1]]), 'bad-roster'],
])('refuses %s', async (_, offer, expected) => {
  expect(await code(offer)).toBe(expected);
});

test('refuses a round that this device saw', async () => {
  const { round } = offerOf(2);
  expect(await code(offerOf(2), (known) => known === toHex(round))).toBe('round-reused');
});

test('a context decodes to its offer; cut, longer or with another suite it is none', () => {
  const offer = withRoster(r.map((party, at) => ({ ...party, label: ['Кабина 4', 'Әлия', 'x', 'y'][at]! })));
  const ctx = encodeContext(offer);
  expect(decodeContext(ctx)).toEqual(offer);
  const refusal = (bytes: Uint8Array) => {
    try {
      return decodeContext(bytes) && 'decoded';
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const length of [0, 8, 9, 40, ctx.length - 1]) expect(refusal(ctx.slice(0, length))).not.toBe('decoded');
  expect(refusal(Uint8Array.of(...ctx, 0))).toBe('bad-roster');
  expect(refusal(Uint8Array.from(ctx, (byte, at) => (at === 8 ? 2 : byte)))).toBe('unknown-suite');
  expect(refusal(Uint8Array.from(ctx, (byte, at) => (at === 0 ? 0 : byte)))).toBe('bad-roster');
});
