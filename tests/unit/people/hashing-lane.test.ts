import { expect, it } from 'vitest';
import { HashingLane } from '../../../apps/facility/src/people/hashing-lane.js';

const held = () => {
  let free = () => {};
  const until = new Promise<void>((resolve) => (free = resolve));
  return { until, free: () => free() };
};

it('lets so many through at once, in order, keeps so many waiting, refuses the rest, and goes on after a failure', async () => {
  const lane = new HashingLane(2, 3);
  const gates = Array.from({ length: 5 }, held);
  const began: number[] = [];
  const passing = gates.map((gate, n) =>
    lane.through(async () => {
      began.push(n);
      await gate.until;
      if (n === 0) throw new Error('went wrong');
      return n;
    }),
  );
  const failing = expect(passing[0]).rejects.toThrow('went wrong');
  await expect(lane.through(async () => 'late')).rejects.toMatchObject({ code: 'too-many-tries' });
  expect(began).toEqual([0, 1]);
  gates[0]!.free();
  await failing;
  await expect.poll(() => began).toEqual([0, 1, 2]);
  for (const gate of gates) gate.free();
  expect(await Promise.all(passing.slice(1))).toEqual([1, 2, 3, 4]);
  expect(began).toEqual([0, 1, 2, 3, 4]);
  expect(await lane.through(async () => 'free again')).toBe('free again');
});
