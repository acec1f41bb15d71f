import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { BOOTH_RULES } from '../../../apps/facility/src/gateway/booth-rules.js';
import type { Grants, Seat } from '../../../apps/facility/src/gateway/grants.js';
import { GRANT_WITHIN_MS, PartyConnection } from '../../../apps/facility/src/gateway/party-connection.js';
import type { RefusalSink } from '../../../apps/facility/src/gateway/refusal-sink.js';
import type { UpstreamJanus } from '../../../apps/facility/src/gateway/upstream-janus.js';

class Socket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  readonly closes: [number, string][] = [];
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(code: number, reason: string): void {
    this.closes.push([code, reason]);
  }
  terminate(): void {}
}

/** A connection on a clock of the test's own; 'good' is the only token. */
function connect() {
  const socket = new Socket();
  let now = 5_000;
  const seat = { handles: new Map() } as unknown as Seat;
  const grants = { take: (token: string) => (token === 'good' ? seat : undefined), leave: () => {} };
  const connection = new PartyConnection(socket as unknown as WebSocket, {
    grants: grants as unknown as Grants,
    sink: { refused: () => {} } as unknown as RefusalSink,
    upstream: { connect: () => new Promise(() => {}) } as unknown as UpstreamJanus,
    rules: BOOTH_RULES,
    now: () => now,
    newId: () => 1,
  });
  connection.start();
  const pass = (ms: number) => {
    now += ms;
    connection.tick();
  };
  const say = async (token: string) => {
    const frame = { janus: 'create', transaction: 't', token };
    socket.emit('message', Buffer.from(JSON.stringify(frame)), false);
    await new Promise((done) => setImmediate(done));
  };
  return { socket, pass, say };
}

it('closes a socket that shows no grant in time, whatever else it sends; one that shows it stays', async () => {
  const [silent, wrong, good] = [connect(), connect(), connect()];
  await wrong.say('x'.repeat(43));
  expect(wrong.socket.sent.join()).toContain('no-grant');
  await good.say('good');
  for (const { pass } of [silent, wrong, good]) pass(GRANT_WITHIN_MS - 1);
  for (const { socket } of [silent, wrong, good]) expect(socket.closes).toEqual([]);
  for (const { pass } of [silent, wrong, good]) pass(1);
  expect([silent, wrong, good].map(({ socket }) => socket.closes)).toEqual([[[1008, 'idle']], [[1008, 'idle']], []]);
  good.pass(10 * GRANT_WITHIN_MS);
  expect(good.socket.closes).toEqual([]);
});
