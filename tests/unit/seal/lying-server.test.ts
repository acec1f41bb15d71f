import { expect, test } from 'vitest';
import { attack, type GameRules } from './lying-server.js';

type Groups = GameRules['groups'];

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

/** Wins that guessing at `1/256` each exceeds with a chance below `risk` (binomial tail). */
function mostByChance(games: number, risk: number): number {
  const chance = 1 / 256;
  let exactly = (1 - chance) ** games;
  let atMost = exactly;
  let most = 0;
  for (; 1 - atMost > risk; most++) {
    exactly *= ((games - most) / (most + 1)) * (chance / (1 - chance));
    atMost += exactly;
  }
  return most;
}

/** How the server may tell n parties apart: honest places of either group. */
const SPLITS: readonly [n: number, groups: Groups, games: number][] = [
  [2, [[0], [1]], 150],
  [3, [[0], [1]], 60],
  [3, [[0, 1], [2]], 60],
  [4, [[0], [1]], 40],
  [
    4,
    [
      [0, 1],
      [2, 3],
    ],
    40,
  ],
  [4, [[0, 2, 3], [1]], 40],
  [4, [[3], [0, 1, 2]], 40],
];

test.each(SPLITS)(
  'with a code of 8 bits, %i parties split into %j: no better than guessing',
  async (n, groups, games) => {
    const { short, full } = await wins({ n, groups, revealsBeforeFreeze: false, tries: 24 }, games);
    expect(short).toBeLessThanOrEqual(mostByChance(games, 1e-6));
    expect(full).toBe(0);
  },
);

test.each([
  [2, [[0], [1]]],
  [3, [[0, 1], [2]]],
  [
    4,
    [
      [0, 1],
      [2, 3],
    ],
  ],
] as [number, Groups][])(
  'positive control, %i parties split into %j: without the freeze the same server nearly always wins',
  async (n, groups) => {
    const { short, full } = await wins({ n, groups, revealsBeforeFreeze: true, tries: 3000 }, 8);
    expect(short).toBeGreaterThanOrEqual(7);
    expect(full).toBe(0);
  },
);
