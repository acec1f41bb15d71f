import { expect, test } from 'vitest';
import { FeedRequests } from '../../../apps/web/court/media/feed-requests.js';

/** A page that asks, and a clock that is turned by hand. Its connection has a way at once, or when it is told so. */
function page({ way = 'at once' } = {}) {
  const asked: (readonly number[])[] = [];
  const due: { at: number; run: () => void }[] = [];
  let now = 0;
  let silent = 0;
  const requests: FeedRequests = new FeedRequests({
    ask: (feeds) => {
      asked.push(feeds);
      if (way === 'at once') requests.wayFound();
    },
    silent: () => (silent += 1),
    later: (then, milliseconds) => {
      const one = { at: now + milliseconds, run: then };
      due.push(one);
      return () => void due.splice(due.indexOf(one), due.includes(one) ? 1 : 0);
    },
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const one of due.filter(({ at }) => at <= now)) {
      due.splice(due.indexOf(one), 1);
      one.run();
    }
  };
  return { requests, asked, pass, due, silent: () => silent };
}

test('what publishes is asked for once, in one request, and the next when that is answered', () => {
  const { requests, asked } = page();
  requests.told([1, 2]);
  requests.told([3]);
  requests.told([3]);
  expect(asked).toEqual([[1, 2]]);
  requests.here(new Set([1, 2]));
  expect(asked).toEqual([[1, 2], [3]]);
  requests.here(new Set([1, 2, 3]));
  expect(asked).toHaveLength(2);
});

test('a publisher who is told to be back before he is told to be gone is asked for again', () => {
  const { requests, asked } = page();
  requests.told([1]);
  requests.here(new Set([1]));
  requests.told([1]);
  expect(asked).toEqual([[1]]);
  requests.here(new Set());
  expect(asked).toEqual([[1], [1]]);
});

test('who is gone and not told again is not asked for', () => {
  const { requests, asked } = page();
  requests.told([1, 2]);
  requests.here(new Set([1, 2]));
  requests.here(new Set([1]));
  expect(asked).toEqual([[1, 2]]);
});

test('news of others meanwhile are no answer', () => {
  const { requests, asked } = page();
  requests.told([1]);
  requests.here(new Set([1]));
  requests.told([2]);
  requests.told([3]);
  requests.here(new Set([1]));
  expect(asked).toEqual([[1], [2]]);
});

test('one that the room refuses holds up no other, and is given up after six requests of its own', () => {
  const { requests, asked, pass } = page();
  requests.told([1, 2]);
  requests.refused();
  expect(asked).toEqual([[1, 2]]);
  pass(500);
  expect(asked.at(-1)).toEqual([1]);
  requests.here(new Set([1]));
  for (const wait of [1_000, 2_000, 4_000, 8_000, 0]) {
    expect(asked.at(-1)).toEqual([2]);
    requests.refused();
    pass(wait);
  }
  expect(asked.filter((feeds) => feeds.includes(2))).toHaveLength(6);
  pass(60_000);
  expect(asked.filter((feeds) => feeds.includes(2))).toHaveLength(6);
  requests.told([2]);
  expect(asked.at(-1)).toEqual([2]);
});

test('one that is not for this seat is not asked for again, the others with it are', () => {
  const { requests, asked, pass } = page();
  requests.told([1, 2]);
  requests.forbidden();
  expect(asked.at(-1)).toEqual([1]);
  requests.forbidden();
  expect(asked.at(-1)).toEqual([2]);
  requests.here(new Set([2]));
  pass(60_000);
  expect(asked).toEqual([[1, 2], [1], [2]]);
});

test('a request without an answer is never asked twice over one handle: all begins anew over another', () => {
  const { requests, asked, pass, silent } = page();
  requests.told([1]);
  requests.here(new Set([1]));
  requests.told([2]);
  pass(59_999);
  expect(silent()).toBe(0);
  pass(1);
  expect(silent()).toBe(1);
  pass(60_000);
  expect(asked).toEqual([[1], [2]]);
  requests.again();
  expect(asked.at(-1)?.toSorted()).toEqual([1, 2]);
});

test('nothing is asked or waited for after the end', () => {
  const { requests, asked, pass, due } = page();
  requests.told([1]);
  requests.refused();
  requests.close();
  expect(due).toEqual([]);
  pass(60_000);
  expect(asked).toHaveLength(1);
});

test('over a new handle everything that was received, and what came meanwhile, is asked for again', () => {
  const { requests, asked } = page();
  requests.told([1, 2]);
  requests.here(new Set([1, 2]));
  requests.again();
  expect(asked.at(-1)).toEqual([1, 2]);
  requests.here(new Set([1, 2]));
  requests.told([3]);
  expect(asked.at(-1)).toEqual([3]);
});

test('while the connection looks for its way nothing more is asked for, then all that came meanwhile in one request', () => {
  const { requests, asked } = page({ way: 'later' });
  requests.told([1]);
  requests.here(new Set([1]));
  requests.told([2]);
  requests.told([3]);
  expect(asked).toEqual([[1]]);
  requests.wayFound();
  expect(asked).toEqual([[1], [2, 3]]);
  requests.here(new Set([1, 2, 3]));
  requests.waySought();
  requests.told([4]);
  expect(asked).toHaveLength(2);
  requests.wayFound();
  expect(asked.at(-1)).toEqual([4]);
});

test('a way that is found before the room has answered is no answer', () => {
  const { requests, asked } = page({ way: 'later' });
  requests.told([1]);
  requests.wayFound();
  requests.told([2]);
  expect(asked).toEqual([[1]]);
  requests.here(new Set([1]));
  expect(asked).toEqual([[1], [2]]);
});

test('one that goes before the way is found holds up nobody', () => {
  const { requests, asked } = page({ way: 'later' });
  requests.told([1]);
  requests.here(new Set([1]));
  requests.here(new Set());
  requests.told([2]);
  requests.wayFound();
  expect(asked).toEqual([[1], [2]]);
});

test('a connection whose first request is refused is opened by the next', () => {
  const { requests, asked } = page({ way: 'later' });
  requests.told([1, 2]);
  requests.forbidden();
  expect(asked).toEqual([[1, 2], [1]]);
});

test('a connection that finds no way is made anew, each time later, until one does', () => {
  const { requests, pass, silent } = page({ way: 'later' });
  const silence = (wait: number, before: number) => {
    requests.here(new Set([1]));
    pass(wait - 1);
    expect(silent()).toBe(before);
    pass(1);
    expect(silent()).toBe(before + 1);
    requests.again();
  };
  requests.told([1]);
  for (const [before, wait] of [15_000, 30_000, 60_000, 60_000].entries()) silence(wait, before);
  requests.here(new Set([1]));
  requests.wayFound();
  requests.again();
  silence(15_000, 4);
});
