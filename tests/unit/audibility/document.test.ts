import { AUDIBILITY, VERDICT_LETTERS } from '#audibility';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const text = readFileSync(join(import.meta.dirname, '../../../docs/audibility.md'), 'utf8');

it('the document has every verdict with its letter, and no other', () => {
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| `(.)` +\|/gm)].map(([, verdict, letter]) => [verdict, letter]);
  expect(Object.fromEntries(rows)).toEqual(VERDICT_LETTERS);
});

it('the document has the figures that are in force', () => {
  const { severelyConcealedMs, strainedDelayMs, speechDbov, quietDbov, lipSync, score, opusDelayMs } = AUDIBILITY;
  for (const figure of [
    `> ${severelyConcealedMs} ms a second`,
    `> ${strainedDelayMs} ms one way`,
    `from ${speechDbov} dBov`,
    `below ${quietDbov} dBov`,
    `${opusDelayMs} ms of Opus`,
    `+${lipSync.leadMs}, ${lipSync.trailMs} ms`,
    `R = ${score.r0}`,
    `Ie ${score.ie}, Bpl ${score.bpl}, BurstR ${score.burstR}`,
  ])
    expect(text).toContain(figure);
});
