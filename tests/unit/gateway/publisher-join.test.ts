import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PublisherJoin } from '../../../apps/facility/src/gateway/publisher-join.js';

const JOIN = { janus: 'message', transaction: 'c:1', body: { request: 'join', ptype: 'publisher' } };
const answer = (data: object, transaction = 'c:1') => ({ janus: 'event', transaction, plugindata: { data } });
const THERE = answer({ videoroom: 'event', error_code: 436 });

let sent: object[];
let join: PublisherJoin;
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  join = new PublisherJoin((frame) => sent.push(frame));
});
afterEach(() => vi.useRealTimers());

it('asks again while the former feed is leaving; the browser sees the last answer only', async () => {
  const done = join.run(JOIN);
  expect(sent).toEqual([JOIN]);
  expect(join.takes({ janus: 'ack', transaction: 'c:1' })).toBe(false);
  for (let times = 2; times <= 4; times += 1) {
    expect(join.takes(THERE)).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(times);
  }
  expect(join.takes(answer({ videoroom: 'joined', id: 1 }))).toBe(false);
  await done;
  expect(new Set(sent.map((frame) => JSON.stringify(frame)))).toEqual(new Set([JSON.stringify(JOIN)]));
});

it('any other refusal is the browser’s at once, and so is one that never ends', async () => {
  const refused = join.run(JOIN);
  expect(join.takes(answer({ videoroom: 'event', error_code: 433 }))).toBe(false);
  await refused;
  expect(sent).toHaveLength(1);

  const done = join.run(JOIN);
  let shown = false;
  for (let tries = 0; tries < 60 && !shown; tries += 1) {
    shown = !join.takes(THERE);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(shown).toBe(true);
  await done;
});

it('what answers something else is not its own; without any answer it gives up waiting', async () => {
  const done = join.run(JOIN);
  expect(join.takes(answer({ videoroom: 'event', error_code: 436 }, 'c:2'))).toBe(false);
  await vi.advanceTimersByTimeAsync(5_000);
  await done;
  expect(join.takes(THERE)).toBe(false);
  expect(sent).toHaveLength(1);
});
