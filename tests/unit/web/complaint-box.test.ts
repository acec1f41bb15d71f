import type { Complaint, ComplaintTaken } from '#protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiFailure } from '../../../apps/web/api/call-api.js';
import { ComplaintBox } from '../../../apps/web/complaints/complaint-box.js';

/** A browser's storage. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (place) => [...kept.keys()][place] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

const BOOKING = 'b'.repeat(32);
let drawn = 0;
let line: (complaint: Complaint) => Promise<ComplaintTaken>;
let sent: Complaint[];
const broken = () => Promise.reject(new ApiFailure('unreachable'));
const box = (kept = storage(), owner = 'a1') =>
  new ComplaintBox({
    post: (complaint) => {
      sent.push(complaint);
      return line(complaint);
    },
    kept,
    owner,
    freshId: () => String(drawn++).padStart(32, '0'),
  });
const states = (of: ComplaintBox) => of.all.map(({ state }) => state);

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  sent = [];
  line = broken;
});
afterEach(() => vi.useRealTimers());

test('kept while the line is broken, taken when the facility has it, entered when it is in the log; never earlier', async () => {
  const kept = storage();
  const mine = box(kept);
  mine.say('not-private', BOOKING);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(states(mine)).toEqual(['kept']);
  expect(kept.length).toBe(1);
  line = async () => ({});
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states(mine)).toEqual(['taken']);
  expect(kept.length).toBe(0);
  line = async () => ({ entry: 12 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mine.all).toMatchObject([{ state: 'entered', entry: 12 }]);
  const tries = sent.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(tries);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent.at(-1)).toMatchObject({ kind: 'not-private', booking: BOOKING, keptSeconds: 30 });
});

test('touched ten times before it is in the log it is one complaint; another sentence or a later touch is another', async () => {
  const mine = box();
  const ids = Array.from({ length: 10 }, () => mine.say('not-heard', undefined));
  expect(new Set(ids).size).toBe(1);
  expect(mine.say('not-private', undefined)).not.toBe(ids[0]);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(mine.say('not-heard', undefined)).not.toBe(ids[0]);
  line = async () => ({ entry: 1 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states(mine)).toEqual(['entered', 'entered', 'entered']);
  mine.say('not-heard', undefined);
  expect(mine.all).toHaveLength(4);
});

test('a reload forgets nothing and sends it under the same number; another person of this device sends nothing of it', async () => {
  const kept = storage();
  const before = box(kept);
  const id = before.say('not-private', undefined);
  await vi.advanceTimersByTimeAsync(0);
  before.stop();
  line = async () => ({ entry: 3 });
  sent = [];
  await box(kept, 'a2').flush();
  expect(sent).toEqual([]);
  const after = box(kept);
  await Promise.all([after.flush(), after.flush()]);
  expect(sent.map((one) => one.id)).toEqual([id]);
  expect(kept.length).toBe(0);
});

test('a refusal keeps it; a booking that is no longer theirs falls away, the complaint does not', async () => {
  const mine = box();
  line = () => Promise.reject(new ApiFailure('too-many-tries'));
  const id = mine.say('not-private', BOOKING);
  await vi.advanceTimersByTimeAsync(0);
  expect(states(mine)).toEqual(['kept']);
  line = ({ booking }) => (booking ? Promise.reject(new ApiFailure('not-found')) : Promise.resolve({ entry: 9 }));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(mine.all).toMatchObject([{ id, state: 'entered', entry: 9, booking: undefined }]);
});

test('one that is refused for ever holds up no other', async () => {
  const mine = box();
  line = ({ kind }) => (kind === 'not-heard' ? broken() : Promise.resolve({ entry: 1 }));
  mine.say('not-heard', undefined);
  mine.say('not-private', undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(states(mine)).toEqual(['kept', 'entered']);
  mine.stop();
});

test('a storage that refuses or holds something else stops nobody', async () => {
  const kept = storage();
  kept.setItem('habeas-complaint-a1-x', '{broken');
  kept.setItem = () => {
    throw new Error('full');
  };
  const mine = box(kept);
  line = async () => ({ entry: 5 });
  mine.say('not-heard', undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(states(mine)).toEqual(['entered']);
});
