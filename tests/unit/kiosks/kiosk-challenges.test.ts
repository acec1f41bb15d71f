import { expect, it } from 'vitest';
import { KioskChallenges } from '../../../apps/facility/src/kiosks/kiosk-challenges.js';

it('is good once, for a minute, and only to whoever gave it out', () => {
  let now = 1_000;
  const challenges = new KioskChallenges(() => now);
  const [one, two, three] = [challenges.make(), challenges.make(), challenges.make()];
  expect(new Set([one, two, three]).size).toBe(3);
  expect([challenges.spend(one!), challenges.spend(one!)]).toEqual([true, false]);
  now += 59_999;
  expect(challenges.spend(two!)).toBe(true);
  now += 1;
  expect(challenges.spend(three!)).toBe(false);
  // What was spent stays spent, however late it is sent again.
  for (const wait of [0, 30_000, 60_000, 3_600_000]) {
    now += wait;
    expect(challenges.spend(two!)).toBe(false);
  }
  expect(new KioskChallenges(() => now).spend(challenges.make())).toBe(false);
});

it('every changed bit, another spelling and anything else is refused', () => {
  const challenges = new KioskChallenges(() => 5_000);
  const made = challenges.make();
  const bytes = Buffer.from(made, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(challenges.spend(changed.toString('base64url'))).toBe(false);
  }
  for (const other of ['', 'AAAA', `${made}A`, `${made}=`, made.toLowerCase(), ` ${made}`])
    expect(challenges.spend(other)).toBe(false);
  expect(challenges.spend(made)).toBe(true);
});
