import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Patience } from '#confine';
import { Pulse } from '../../../libs/plane/src/pulse.js';
import { type RealJanus, startRealJanus } from '../gateway/real-janus.js';

/** As in the launcher, but ten times as hasty. */
const HASTY: Patience = { everyMs: 100, patienceMs: 1500, misses: 3 };

let janus: RealJanus;
let pulse: Pulse;
let over: AbortController;
let beats: number[];

beforeEach(async () => {
  janus = await startRealJanus();
  over = new AbortController();
  beats = [];
  pulse = new Pulse(janus.contact, (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined), HASTY);
});
afterEach(async () => {
  over.abort();
  await janus.stop();
});

it('a Janus that answers late, again and again, is left alone', async () => {
  let late = 0;
  let answered = 0;
  const seen = new Promise<void>((resolve) => {
    pulse.onBeat = (missed) => {
      beats.push(missed);
      if (missed > 0) {
        late += 1;
        janus.signal('SIGCONT');
      } else if (late < HASTY.misses + 1) janus.signal('SIGSTOP');
      else if ((answered += 1) === 3) resolve();
    };
  });
  const hung = pulse.hangs(over.signal);
  expect(await Promise.race([seen, hung])).toBe(undefined);
  expect(beats.filter((missed) => missed > 0).length).toBeGreaterThan(HASTY.misses);
  over.abort();
  expect(await hung).toBe(false);
});

it('a Janus that is stopped for ever hangs', async () => {
  pulse.onBeat = (missed) => {
    if (beats.push(missed) === 1) janus.signal('SIGSTOP');
  };
  expect(await pulse.hangs(over.signal)).toBe(true);
  expect(beats[0]).toBe(0);
  expect(beats.slice(-HASTY.misses)).toEqual([1, 2, 3]);
});

it('leaves nothing in Janus when it is over', async () => {
  const first = new Promise<void>((resolve) => (pulse.onBeat = () => resolve()));
  const hung = pulse.hangs(over.signal);
  await first;
  expect(await janus.sessions()).toBe(1);
  over.abort();
  expect(await hung).toBe(false);
  await expect.poll(() => janus.sessions()).toBe(0);
});
