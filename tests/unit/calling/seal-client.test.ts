import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SealClient, type SealEvents } from '../../../libs/calling/src/seal-client.js';
import type { WorkerMessage } from '../../../libs/calling/src/seal-messages.js';

/** A worker that says what the test wants. */
class SpokenWorker {
  static last: SpokenWorker;
  onmessage: ((event: { data: WorkerMessage }) => void) | undefined;
  onerror: (() => void) | undefined;
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();

  constructor() {
    SpokenWorker.last = this;
  }

  says(...messages: readonly WorkerMessage[]): void {
    for (const data of messages) this.onmessage?.({ data });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', SpokenWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const events = () => {
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  const names = ['seal', 'abort', 'state', 'code', 'seen', 'heard', 'streams', 'holds', 'failed'] as const;
  return { told, events: Object.fromEntries(names.map((name) => [name, tell(name)])) as unknown as SealEvents };
};

const ERASED: readonly WorkerMessage[] = [
  { type: 'holds', round: undefined },
  { type: 'state', state: { name: 'broken', reason: { code: 'erased', by: 'here' }, holders: [] } },
];
const TO_THE_OTHERS: readonly WorkerMessage[] = [
  { type: 'seal', round: 'r', step: 'verdict', body: '' },
  { type: 'abort', round: 'r', code: 'timeout' },
];

test('what a worker says of itself reaches the page, until it is retired; what it still says to the others is sent', () => {
  const { told, events: heard } = events();
  const client = new SealClient('/seal-worker.js', heard);
  const worker = SpokenWorker.last;
  worker.says(...ERASED);
  expect(told).toEqual(['holds', 'state']);
  client.retire(true);
  worker.says(...ERASED, ...TO_THE_OTHERS);
  worker.onerror?.();
  expect(told).toEqual(['holds', 'state', 'seal', 'abort']);
  vi.advanceTimersByTime(500);
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('a worker that dies before it is retired is told of', () => {
  const { told, events: heard } = events();
  expect(new SealClient('/seal-worker.js', heard)).toBeDefined();
  SpokenWorker.last.onerror?.();
  expect(told).toEqual(['failed']);
});
