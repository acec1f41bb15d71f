import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveProbe } from '../../../apps/facility/src/line-probe/line-probe.js';
import { PROBE_BYTES, PROBE_CHUNK, PROBE_PINGS, PROBE_SECONDS } from '#protocol';

class FakeSocket extends EventEmitter {
  readonly sent: (string | number)[] = [];
  closed: number | undefined;
  send(data: string | Uint8Array): void {
    this.sent.push(typeof data === 'string' ? data : data.length);
  }
  close(code?: number): void {
    this.closed ??= code;
  }
  say(data: string | Uint8Array): void {
    this.emit('message', Buffer.from(data), typeof data !== 'string');
  }
}

let socket: FakeSocket;
beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  serveProbe(socket);
});
afterEach(() => void vi.useRealTimers());

test('a whole probe is served', () => {
  for (let nth = 0; nth < PROBE_PINGS; nth++) socket.say('ping');
  expect(socket.sent.splice(0)).toEqual(Array(PROBE_PINGS).fill('pong'));
  for (let sent = 0; sent < PROBE_BYTES; sent += PROBE_CHUNK) socket.say(new Uint8Array(PROBE_CHUNK));
  socket.say('up');
  expect(socket.sent.splice(0)).toEqual(['up']);
  socket.say('down');
  expect(socket.sent.pop()).toBe('down');
  expect(socket.sent.reduce<number>((sum, size) => sum + Number(size), 0)).toBe(PROBE_BYTES);
  expect(socket.closed).toBeUndefined();
});

test.each<[string, (socket: FakeSocket) => void]>([
  [
    'more bytes than a probe has',
    (one) => {
      for (let sent = 0; sent <= PROBE_BYTES; sent += PROBE_CHUNK) one.say(new Uint8Array(PROBE_CHUNK));
    },
  ],
  ['more words than a probe has', (one) => Array.from({ length: PROBE_PINGS + 3 }, () => one.say('ping'))],
  ['the download twice', (one) => ['down', 'down'].map((word) => one.say(word))],
  ['another word', (one) => one.say('hello')],
])('%s: closed', (_name, say) => {
  say(socket);
  expect(socket.closed).toBe(1008);
});

test('whoever stays is sent away', () => {
  vi.advanceTimersByTime(PROBE_SECONDS * 1000 - 1);
  expect(socket.closed).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(socket.closed).toBe(1000);
});
