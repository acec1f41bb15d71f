import { expect, test } from 'vitest';
import { watchWay } from '../../../apps/web/court/media/mended.js';

function watched() {
  let told = 0;
  const due: (() => void)[] = [];
  const way = watchWay(
    () => (told += 1),
    (then) => {
      due.push(then);
      return () => void due.splice(due.indexOf(then), 1);
    },
  );
  return { way, due, told: () => told };
}

test('a way that comes back by itself, as in an ICE restart, is not broken', () => {
  const { way, due, told } = watched();
  for (const state of ['connected', 'disconnected', 'connecting', 'connected']) way(state);
  expect(due).toEqual([]);
  expect(told()).toBe(0);
});

test('one that does not is, and so is one that failed, at once', () => {
  const lost = watched();
  lost.way('disconnected');
  expect(lost.told()).toBe(0);
  lost.due[0]!();
  expect(lost.told()).toBe(1);
  const failed = watched();
  failed.way('disconnected');
  failed.way('failed');
  expect(failed.told()).toBe(1);
  expect(failed.due).toEqual([]);
});
