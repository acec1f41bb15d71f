import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepPulse } from '../../../apps/facility/src/hearing/pulse.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Line extends EventEmitter {
  pings = 0;
  cut = false;
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.cut = true;
    this.emit('close');
  }
}

function watched(): Line {
  const line = new Line();
  keepPulse(line, 4_000);
  return line;
}

test('a line that says nothing more is cut at the third pulse, and asked nothing after it', () => {
  const line = watched();
  vi.advanceTimersByTime(11_999);
  expect([line.cut, line.pings]).toEqual([false, 2]);
  vi.advanceTimersByTime(1);
  expect(line.cut).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(line.pings).toBe(2);
});

test.each(['pong', 'message'])('a %s is a sign of life, also a late one', (sign) => {
  const line = watched();
  for (let round = 0; round < 10; round += 1) {
    vi.advanceTimersByTime(7_000);
    line.emit(sign);
  }
  expect(line.cut).toBe(false);
  vi.advanceTimersByTime(12_000);
  expect(line.cut).toBe(true);
});

test('while the program itself stood still nobody is thought to be gone', () => {
  const line = watched();
  vi.advanceTimersByTime(8_000);
  // The clock goes on, and no timer is called: then the one that is due, before what came is read.
  const stood = performance.now() + 30_000;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(stood + 4_000);
  vi.advanceTimersByTime(4_000);
  clock.mockRestore();
  expect(line.cut).toBe(false);
});
