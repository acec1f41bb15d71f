import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mischief, SplitServer, type Told } from './split-server.js';

/** Booth and attorney are in every roster that a device accepts. */
const GROUPS = [
  [0, 1],
  [0, 1, 2],
  [0, 1, 3],
  [0, 1, 2, 3],
] as const;
const KINDS: readonly Mischief['kind'][] = ['drop', 'other-round', 'replay', 'other-sender', 'twice'];
/** Messages of two rounds of four, about. */
const MESSAGES = 120;

const group = (device: number) =>
  fc.option(fc.constantFrom(...GROUPS.filter((named) => (named as readonly number[]).includes(device))), {
    nil: undefined,
    freq: 6,
  });
const split: fc.Arbitrary<Told> = fc.tuple(group(0), group(1), group(2), group(3));
const together: fc.Arbitrary<Told> = fc
  .constantFrom(...GROUPS)
  .map((named: readonly number[]) => [0, 1, 2, 3].map((device) => (named.includes(device) ? named : undefined)));
const told = fc.oneof(split, together);
const mischief: fc.Arbitrary<readonly Mischief[]> = fc.array(
  fc.record({ at: fc.nat(MESSAGES), kind: fc.constantFrom(...KINDS), pick: fc.nat(40) }),
  { maxLength: 4 },
);

test('however a server splits groups, mixes rounds and replays: who is sealed shares its code with its whole roster', async () => {
  let sealed = 0;
  let kept = 0;
  const game = fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 2 }), mischief, async (rounds, done) => {
    const server = await SplitServer.of(done);
    for (const [nth, who] of rounds.entries()) await server.play(nth, who);
    expect(server.deceived).toEqual([]);
    sealed += server.sealed.length;
    if (server.sealed.length === 0) kept++;
  });
  await fc.assert(game, { numRuns: 60 });
  // Neither everybody nor nobody gets there, or the games would show nothing.
  expect(sealed).toBeGreaterThan(0);
  expect(kept).toBeGreaterThan(0);
});

test('A is told {A, B, C} and C is told {A, C}: nobody is sealed', async () => {
  const server = await SplitServer.of([]);
  await server.play(0, [[0, 1, 2], [0, 1], [0, 1, 2], undefined]);
  expect(server.sealed).toEqual([]);
});

test('positive control: told alike, and relayed as said, all of them are', async () => {
  const server = await SplitServer.of([]);
  await server.play(0, [[0, 1], [0, 1], undefined, undefined]);
  await server.play(1, [
    [0, 1, 2, 3],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
  ]);
  expect(server.sealed.map(({ device }) => device).toSorted((a, b) => a - b)).toEqual([0, 0, 1, 1, 2, 3]);
  expect(server.deceived).toEqual([]);
});

test('positive control: a device that was told another code is found', async () => {
  const server = await SplitServer.of([]);
  await server.play(0, [[0, 1], [0, 1], undefined, undefined]);
  const codes = server.posted[1]!.filter((message) => message.type === 'code');
  for (const said of codes) Object.assign(said.code, { groups: ['0000', '0000', '0000'] });
  expect(server.deceived).toEqual([
    [0, 1],
    [1, 0],
  ]);
});
