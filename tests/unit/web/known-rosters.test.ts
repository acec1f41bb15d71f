import type { PartyBooking } from '#protocol';
import { expect, test } from 'vitest';
import { KnownRosters, sameRoster } from '../../../apps/web/attorney/known-rosters.js';

const id = (digit: string) => digit.repeat(32);
const booking = (label: string): PartyBooking => ({
  id: id('1'),
  booth: '4',
  from: '2026-11-23T05:30:00.000Z',
  to: '2026-11-23T06:30:00.000Z',
  state: 'confirmed',
  party: id('b'),
  roster: [
    { role: 1, party: id('a'), label },
    { role: 2, party: id('b'), label: 'Attorney' },
  ],
});

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test('what was seen first stays, whatever the server says later', () => {
  const known = new KnownRosters(shelf());
  known.of(booking('Booth 4'));
  const later = known.of(booking('Booth 5'));
  expect(later.roster[0]?.label).toBe('Booth 4');
  expect(sameRoster(later, booking('Booth 5'))).toBe(false);
  expect(sameRoster(later, booking('Booth 4'))).toBe(true);
});

test('only a person replaces it', () => {
  const known = new KnownRosters(shelf());
  known.of(booking('Booth 4'));
  known.accept(booking('Booth 5'));
  expect(sameRoster(known.of(booking('Booth 5')), booking('Booth 5'))).toBe(true);
});
