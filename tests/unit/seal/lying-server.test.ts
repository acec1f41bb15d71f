import { expect, test } from 'vitest';
import { attack, type GameRules } from './lying-server.js';

async function wins(rules: GameRules, games: number) {
  let short = 0;
  let full = 0;
  for (let game = 0; game < games; game++) {
    const result = await attack(rules);
    expect(result.different).toBe(true);
    if (result.sameShortCode) short++;
    if (result.sameFullCode) full++;
  }
  return { short, full };
}

/** 1/256 of 300 games is 1.2; more than 10 would happen by chance less than once in 10^6 runs. */
test.each([2, 3])('with a code of 8 bits, %i parties: the server wins no more often than by guessing', async (n) => {
  const { short, full } = await wins({ n, revealsBeforeFreeze: false, tries: 8 }, 300);
  expect(short).toBeLessThanOrEqual(10);
  expect(full).toBe(0);
});

test.each([2, 3])('positive control, %i parties: without the freeze the same server nearly always wins', async (n) => {
  const { short, full } = await wins({ n, revealsBeforeFreeze: true, tries: 3000 }, 12);
  expect(short).toBeGreaterThanOrEqual(11);
  expect(full).toBe(0);
});
