import { afterEach, expect, test, vi } from 'vitest';
import { ProblemReports } from '../../../apps/web/kiosk/problem/problem-reports.js';

/** A tab's storage. */
const storage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};

afterEach(() => vi.useRealTimers());

test('what is said while the line is broken reaches the desk afterwards, in order, with how long it was kept', async () => {
  vi.useFakeTimers({ now: 0 });
  let broken = true;
  const sent: unknown[] = [];
  const waiting: number[] = [];
  const reports = new ProblemReports(
    async (bell) => {
      if (broken) throw new Error('unreachable');
      sent.push(bell);
    },
    storage(),
    (count) => waiting.push(count),
  );
  reports.report('cannot-hear');
  await vi.advanceTimersByTimeAsync(10_000);
  reports.report(undefined);
  expect(reports.waiting).toBe(2);
  expect(sent).toEqual([]);
  broken = false;
  await vi.advanceTimersByTimeAsync(3_000);
  // The second report tries at once, at 10 s; the next try is 3 s later.
  expect(sent).toEqual([{ problem: 'cannot-hear', keptSeconds: 13 }, { keptSeconds: 3 }]);
  expect(waiting.at(-1)).toBe(0);
});

test('a reload forgets nothing; nothing is sent twice', async () => {
  const tab = storage();
  const lost = new ProblemReports(
    () => Promise.reject(new Error('unreachable')),
    tab,
    () => undefined,
  );
  lost.report('not-private');
  lost.stop();
  await Promise.resolve();
  lost.stop();
  const sent: unknown[] = [];
  const after = new ProblemReports(
    async (bell) => void sent.push(bell),
    tab,
    () => undefined,
  );
  await Promise.all([after.flush(), after.flush()]);
  expect(sent).toMatchObject([{ problem: 'not-private' }]);
  expect(after.waiting).toBe(0);
});

test('storage of another version does not stop a report', async () => {
  const tab = storage();
  tab.setItem('habeas-problems', '{broken');
  const sent: unknown[] = [];
  const reports = new ProblemReports(
    async (bell) => void sent.push(bell),
    tab,
    () => undefined,
  );
  reports.report('unwell');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
});
