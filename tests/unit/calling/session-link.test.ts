import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LINK_PATIENCE, SessionLink } from '../../../libs/calling/src/session-link.js';

class FakeSocket {
  readyState = 0;
  sent: { type: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string });
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  close(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const sockets: FakeSocket[] = [];
const told: string[] = [];
let link: SessionLink;
let held: string | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  sockets.length = 0;
  told.length = 0;
  held = undefined;
  link = new SessionLink(
    'ws://x/session',
    'a'.repeat(32),
    {
      frame: (frame) => told.push(frame.type),
      held: (held) => told.push(held ? 'dropped' : 'back'),
      over: (code) => told.push(code === 'link-lost' ? 'lost' : 'sent away'),
    },
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    () => held,
  );
});
afterEach(() => {
  link.close();
  vi.useRealTimers();
});
const socket = (index: number) => sockets[index] as FakeSocket;
const types = (index: number) => socket(index).sent.map(({ type }) => type);

test('says nothing before the person enters', () => {
  socket(0).open();
  expect(types(0)).toEqual([]);
  link.enter();
  expect(types(0)).toEqual(['enter']);
});

test('after a drop it comes back, enters again, then sends what waited, in order', () => {
  link.enter();
  socket(0).open();
  socket(0).close();
  link.send({ type: 'again' });
  link.send({ type: 'end' });
  vi.advanceTimersByTime(200);
  socket(1).open();
  expect(types(1)).toEqual(['enter', 'again', 'end']);
  expect(told).toEqual(['dropped', 'back']);
  vi.advanceTimersByTime(LINK_PATIENCE);
  expect(told).toEqual(['dropped', 'back']);
});

test('gives up after its patience, once, and for good', () => {
  link.enter();
  socket(0).open();
  for (let step = 0; step < 40; step += 1) {
    sockets.at(-1)?.close();
    vi.advanceTimersByTime(LINK_PATIENCE / 20);
  }
  const before = sockets.length;
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['dropped', 'lost']);
  expect(sockets).toHaveLength(before);
});

test.each([
  ['not JSON', '{'],
  ['binary', new ArrayBuffer(4)],
  ['unknown', '{"type":"record"}'],
  ['wrong types', '{"type":"media","grant":7}'],
  ['oversized', JSON.stringify({ type: 'media', grant: 'x'.repeat(20_000) })],
])('drops a frame that is %s, and goes on', (_name, data) => {
  link.enter();
  socket(0).open();
  socket(0).onmessage?.({ data });
  socket(0).onmessage?.({ data: '{"type":"ended","code":"normal"}' });
  expect(told).toEqual(['ended']);
});

test('a drop before the person entered is nobody\u2019s loss', () => {
  socket(0).open();
  socket(0).close();
  vi.advanceTimersByTime(LINK_PATIENCE * 2);
  socket(1).open();
  link.enter();
  expect(types(1)).toEqual(['enter']);
  expect(told).toEqual([]);
});

test('sent away because the booking changed: it says so once and does not come back by itself', () => {
  sockets[0]!.open();
  link.enter();
  sockets[0]!.close(4000);
  vi.advanceTimersByTime(LINK_PATIENCE * 2);
  expect(told).toEqual(['sent away']);
  expect(sockets).toHaveLength(1);
});

test('a channel that the server closed for good is not opened again: who left does not come back by itself', () => {
  link.enter();
  socket(0).open();
  link.send({ type: 'end' });
  socket(0).close(1000);
  vi.advanceTimersByTime(LINK_PATIENCE * 2);
  expect([sockets.length, types(0)]).toEqual([1, ['enter', 'end']]);
  expect(told).toEqual(['lost']);
});

test('another page of the same party took the place: it does not take it back, and the call is over here', () => {
  link.enter();
  socket(0).open();
  socket(0).close(4001);
  vi.advanceTimersByTime(LINK_PATIENCE * 2);
  expect(sockets).toHaveLength(1);
  expect(told).toEqual(['lost']);
});

test('renewed, it leaves and enters again at once, with the round that it holds', () => {
  held = 'b'.repeat(32);
  link.enter();
  socket(0).open();
  link.renew();
  expect(told).toEqual(['dropped']);
  vi.advanceTimersByTime(200);
  socket(1).open();
  expect(told).toEqual(['dropped', 'back']);
  expect(socket(1).sent).toEqual([{ type: 'enter', booking: 'a'.repeat(32), holds: held }]);
  // What the former socket still says is nothing.
  socket(0).onmessage?.({ data: '{"type":"ended","code":"normal"}' });
  expect(told).toEqual(['dropped', 'back']);
});
