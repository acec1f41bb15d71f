import type { Reservation } from '#link';
import type { LineMeasured } from '#protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LineTest } from '../../../apps/facility/src/line/line-test.js';
import { booth, hearing } from './line-samples.js';

const START = new Date('2026-11-24T06:00:00Z');
const minutes = (count: number) => count * 60_000;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const FOUND = { up: 2000, down: 8000 };

/** A line that answers after six seconds. */
function line(farEnd = true) {
  const facts = { taken: [] as Reservation[], fails: '', last: undefined as LineMeasured | undefined };
  const [order, failed]: string[][] = [[], []];
  const test = new LineTest({
    measure: farEnd
      ? (signal) =>
          new Promise((resolve, reject) => {
            order!.push('measured');
            setTimeout(() => (facts.fails ? reject(new Error(facts.fails)) : resolve(FOUND)), 6000);
            signal.addEventListener('abort', () => reject(new Error('aborted')));
          })
      : undefined,
    conversations: async (from, to) => facts.taken.filter(({ slot }) => slot.from < to && slot.to > from),
    aside: async (work) => {
      order!.push('aside');
      try {
        return await work();
      } finally {
        order!.push('again');
      }
    },
    measurements: {
      add: async (figures) => void (facts.last = { ...figures, at: new Date().toISOString(), count: 1 }),
      latest: async () => facts.last,
    },
    failed: (why) => failed!.push(why),
    now: () => new Date(),
  });
  return { test, facts, order: order!, failed: failed! };
}
const at = (session: Reservation['session'], from: number, to: number): Reservation => ({
  session,
  slot: { from: new Date(START.getTime() + minutes(from)), to: new Date(START.getTime() + minutes(to)) },
});
const whole = async <T>(running: Promise<T>): Promise<T> => {
  await vi.advanceTimersByTimeAsync(7000);
  return running;
};

it('measures while the queues are away, keeps what it found, and then rests', async () => {
  const { test, facts, order } = line();
  expect(await test.state()).toEqual({});
  const running = test.run();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await test.state()).toEqual({ whyNot: 'runs' });
  expect(await test.run()).toBe('not-now');
  expect(await whole(running)).toBe('measured');
  expect(facts.last).toMatchObject(FOUND);
  expect(order).toEqual(['aside', 'measured', 'again']);
  expect(await test.state()).toEqual({ whyNot: 'just-now', after: '2026-11-24T06:05:00.000Z' });
  expect(await test.run()).toBe('not-now');
  vi.setSystemTime(new Date(START.getTime() + minutes(5)));
  expect(await test.state()).toEqual({});
});

it.each<[string, Reservation, object]>([
  ['a hearing runs', at(hearing(), -10, 50), { whyNot: 'hearing' }],
  [
    'a hearing begins soon',
    at({ ...hearing(), state: 'reserved' }, 9, 69),
    { whyNot: 'hearing-soon', after: '2026-11-24T07:09:00.000Z' },
  ],
  ['somebody talks in a booth', at(booth('b'), -10, 50), { whyNot: 'booth' }],
])('not while %s', async (_, taken, state) => {
  const { test, facts, order } = line();
  facts.taken = [taken];
  expect(await test.state()).toEqual(state);
  expect(await test.run()).toBe('not-now');
  await test.look();
  expect(order).toEqual([]);
});

it('a hearing later on, and a booth that is only booked, are no reason', async () => {
  const { test, facts } = line();
  facts.taken = [at({ ...hearing(), state: 'reserved' }, 11, 71), at({ ...booth('b'), state: 'reserved' }, 1, 31)];
  expect(await test.state()).toEqual({});
  expect(await whole(test.run())).toBe('measured');
});

it('ends at once when somebody needs the line, and keeps no figure of it', async () => {
  const { test, facts, order, failed } = line();
  const running = test.run();
  await vi.advanceTimersByTimeAsync(1000);
  facts.taken = [at(booth('b'), 0, 30)];
  await vi.advanceTimersByTimeAsync(500);
  expect(await running).toBe('given-up');
  expect(facts.last).toBeUndefined();
  expect(order).toEqual(['aside', 'measured', 'again']);
  expect(failed).toEqual(['somebody needed the line']);
});

it('a far end that fails is told, and none is none', async () => {
  const { test, facts, failed } = line();
  facts.fails = 'ECONNREFUSED';
  expect(await whole(test.run())).toBe('no-answer');
  expect(failed).toEqual(['ECONNREFUSED']);
  const without = line(false).test;
  expect(await without.state()).toEqual({ whyNot: 'no-far-end' });
  expect(await without.run()).toBe('not-now');
});

it('is due by itself without a measurement, and six hours after the last one', async () => {
  const { test, facts, order } = line();
  await whole(test.look());
  expect(facts.last).toBeDefined();
  vi.setSystemTime(new Date(START.getTime() + minutes(359)));
  await whole(test.look());
  expect(order).toHaveLength(3);
  vi.setSystemTime(new Date(START.getTime() + minutes(361)));
  await whole(test.look());
  expect(order).toHaveLength(6);
});
