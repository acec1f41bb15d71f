import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BOOTH_RULES } from '../../../apps/facility/src/gateway/booth-rules.js';
import { GatewayRefusal } from '../../../apps/facility/src/gateway/gateway-refusal.js';
import type { Seat, SeatHandle } from '../../../apps/facility/src/gateway/grants.js';
import { parseFrame } from '../../../apps/facility/src/gateway/parse-frame.js';
import { decide, type Decision } from '../../../apps/facility/src/gateway/policy.js';
import { jsep } from './descriptions.js';

const SESSION = 7001;
const HANDLES: Record<SeatHandle['kind'], number> = { fresh: 11, publisher: 12, subscriber: 13, left: 14 };

function seat(): Seat {
  const kinds: SeatHandle['kind'][] = ['fresh', 'publisher', 'subscriber', 'left'];
  const handles = kinds.map((kind): [number, SeatHandle] => [
    HANDLES[kind],
    { shown: HANDLES[kind], janus: HANDLES[kind] + 900_000, kind, ...(kind === 'subscriber' ? { feed: 3 } : {}) },
  ]);
  return {
    grant: {
      session: 'a'.repeat(32),
      party: 0,
      role: 1,
      room: { id: 424242, pin: 'the-pin', publishers: 4 },
      signIn: 'k4',
      relay: '192.0.2.7',
    },
    holder: undefined,
    session: { shown: SESSION, janus: 907_001 },
    handles: new Map(handles),
    privateId: 555_555,
  };
}

const judge = (frame: Record<string, unknown>, at = seat()): Decision =>
  decide(parseFrame({ transaction: 't', ...frame }, BOOTH_RULES), at, BOOTH_RULES);
const ask = (
  kind: SeatHandle['kind'],
  body: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  janus: 'message',
  session_id: SESSION,
  handle_id: HANDLES[kind],
  body,
  ...more,
});
const trickle = (candidate: string): Record<string, unknown> => ({
  ...{ janus: 'trickle', session_id: SESSION, handle_id: HANDLES.publisher },
  candidate: { candidate, sdpMid: '0' },
});
const code = (frame: Record<string, unknown>, at = seat()): string => {
  try {
    return judge(frame, at).do;
  } catch (error) {
    if (error instanceof GatewayRefusal) return error.code;
    throw error;
  }
};
const frameOf = (decision: Decision): Record<string, unknown> => (decision.do === 'forward' ? decision.frame : {});

test('a join is made anew with the room, pin and feed of the grant', () => {
  const at = seat();
  at.handles.delete(HANDLES.publisher);
  expect(frameOf(judge(ask('fresh', { request: 'join', ptype: 'publisher' }), at))).toEqual({
    ...{ janus: 'message', session_id: 907_001, handle_id: 900_011 },
    body: { request: 'join', ptype: 'publisher', room: 424242, pin: 'the-pin', id: 1 },
  });
  expect(frameOf(judge(ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 2 }] }))).body).toEqual({
    ...{ request: 'join', ptype: 'subscriber', room: 424242, pin: 'the-pin' },
    ...{ streams: [{ feed: 2 }], private_id: 555_555 },
  });
});

const outcomes: [string, Record<string, unknown>, string][] = [
  ['a second publisher', ask('fresh', { request: 'join', ptype: 'publisher' }), 'wrong-moment'],
  ['another room', ask('fresh', { request: 'join', ptype: 'publisher', room: 1 }), 'other-room'],
  ['another room as text', ask('fresh', { request: 'join', ptype: 'publisher', room: '424242' }), 'other-room'],
  ['the own feed', ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 1 }] }), 'other-feed'],
  [
    'a feed beyond the roster',
    ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 5 }] }),
    'other-feed',
  ],
  ['a feed twice', ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 3 }] }), 'too-many-handles'],
  ['a fifth handle', { janus: 'attach', session_id: SESSION, plugin: 'janus.plugin.videoroom' }, 'too-many-handles'],
  [
    'two feeds',
    ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 2 }, { feed: 4 }] }),
    'field-not-allowed',
  ],
  [
    'a foreign private id',
    ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 2 }], private_id: 1 }),
    'field-not-allowed',
  ],
  ['a pin of its own', ask('fresh', { request: 'join', ptype: 'publisher', pin: 'x' }), 'field-not-allowed'],
  ['a feed of its own choice', ask('fresh', { request: 'join', ptype: 'publisher', id: 2 }), 'field-not-allowed'],
  ['a role that is none', ask('fresh', { request: 'join', ptype: 'moderator' }), 'field-not-allowed'],
  ['publishing', ask('publisher', { request: 'publish' }, { jsep: jsep() }), 'forward'],
  ['publishing without a description', ask('publisher', { request: 'publish' }), 'sdp-missing'],
  [
    'publishing in the clear',
    ask('publisher', { request: 'publish' }, { jsep: { ...jsep(), e2ee: false } }),
    'sdp-not-encrypted',
  ],
  [
    'publishing without the flag',
    ask('publisher', { request: 'publish' }, { jsep: { ...jsep(), e2ee: undefined } }),
    'sdp-not-encrypted',
  ],
  ['publishing before joining', ask('fresh', { request: 'publish' }, { jsep: jsep() }), 'wrong-moment'],
  [
    'publishing an answer',
    ask('publisher', { request: 'publish' }, { jsep: { ...jsep(), type: 'answer' } }),
    'sdp-type',
  ],
  ['publishing on a receiver', ask('subscriber', { request: 'publish' }, { jsep: jsep() }), 'wrong-moment'],
  [
    'recording while publishing',
    ask('publisher', { request: 'publish', record: true }, { jsep: jsep() }),
    'field-not-allowed',
  ],
  [
    'a file name while publishing',
    ask('publisher', { request: 'publish', filename: '../x' }, { jsep: jsep() }),
    'field-not-allowed',
  ],
  ['recording by configure', ask('publisher', { request: 'configure', record: true }), 'field-not-allowed'],
  ['recording, even off', ask('publisher', { request: 'configure', record: false }), 'field-not-allowed'],
  ['a bitrate', ask('publisher', { request: 'configure', bitrate: 150_000 }), 'forward'],
  ['a bitrate beyond the plan', ask('publisher', { request: 'configure', bitrate: 5_000_000 }), 'field-not-allowed'],
  ['a restart of the receiver', ask('subscriber', { request: 'configure', restart: true }), 'forward'],
  ['an offer on a receiver', ask('subscriber', { request: 'configure' }, { jsep: jsep() }), 'sdp-unexpected'],
  ['a restart on a publisher', ask('publisher', { request: 'configure', restart: true }), 'field-not-allowed'],
  [
    'joining and configuring at once',
    ask('fresh', { request: 'joinandconfigure', ptype: 'publisher' }),
    'request-not-allowed',
  ],
  ['Janus ignores case, we do not', ask('publisher', { request: 'Configure' }), 'request-not-allowed'],
  ['the name of a list entry', ask('fresh', { request: 'join publisher' }), 'request-not-allowed'],
  ['a name of every object', ask('fresh', { request: 'constructor' }), 'request-not-allowed'],
  ['a verb of every object', { janus: 'toString' }, 'verb-not-allowed'],
  [
    'a description with a join',
    ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 2 }] }, { jsep: jsep() }),
    'sdp-unexpected',
  ],
  ['anything after leaving', ask('left', { request: 'join', ptype: 'publisher' }), 'wrong-moment'],
  ['another plugin', { janus: 'attach', session_id: SESSION, plugin: 'janus.plugin.recordplay' }, 'other-plugin'],
  ['a secret of its own', { janus: 'keepalive', session_id: SESSION, apisecret: 'x' }, 'field-not-allowed'],
  ["another's session", { janus: 'keepalive', session_id: 907_001 }, 'other-session'],
  ["another's handle", { janus: 'hangup', session_id: SESSION, handle_id: 900_011 }, 'other-handle'],
  ['a TCP candidate', trickle('candidate:1 1 tcp 1 10.0.0.1 9 typ host tcptype active'), 'swallow'],
  ['a name to look up', trickle('candidate:1 1 udp 1 a-b.local 9 typ host'), 'swallow'],
  ['a foreign name', trickle('candidate:1 1 udp 1 evil.example 9 typ host'), 'candidate-not-allowed'],
  [
    'a candidate of our relay',
    trickle('candidate:1 1 udp 1 192.0.2.7 31999 typ relay raddr 10.0.0.1 rport 9'),
    'forward',
  ],
  [
    'a candidate of another relay',
    trickle('candidate:1 1 udp 1 198.51.100.1 31999 typ relay raddr 10.0.0.1 rport 9'),
    'candidate-not-allowed',
  ],
  ['a candidate', trickle('candidate:1 1 udp 1 10.0.0.1 999 typ host'), 'forward'],
  [
    'the end of candidates',
    { janus: 'trickle', session_id: SESSION, handle_id: 12, candidate: { completed: true } },
    'forward',
  ],
];
test.each(outcomes)('%s', (_, frame, expected) => {
  expect(code(frame)).toBe(expected);
});

test('before a session there is nothing but create', () => {
  const at = { ...seat(), session: undefined };
  expect(code({ janus: 'create' }, at)).toBe('create');
  expect(code({ janus: 'claim', session_id: SESSION }, at)).toBe('other-session');
});

test('property: whatever JSON comes, a message that passes holds only what the lists name', () => {
  const extras = fc.dictionary(
    fc.constantFrom(
      'record',
      'filename',
      'room',
      'pin',
      'secret',
      'admin_key',
      'display',
      'feed',
      'id',
      'private_id',
      'bitrate',
      'x',
    ),
    fc.jsonValue(),
    { maxKeys: 1 },
  );
  const plain: Record<string, unknown>[] = [
    { janus: 'create' },
    ...['claim', 'keepalive', 'destroy'].map((janus) => ({ janus, session_id: SESSION })),
    { janus: 'attach', session_id: SESSION, plugin: 'janus.plugin.videoroom' },
    ...Object.keys(HANDLES).flatMap((name) => {
      const kind = name as SeatHandle['kind'];
      return [
        ...['unpublish', 'leave', 'configure', 'kick', 'rtp_forward'].map((request) => ask(kind, { request })),
        ask(kind, { request: 'join', ptype: 'publisher' }),
        ask(kind, { request: 'join', ptype: 'subscriber', streams: [{ feed: 2 }] }),
        ask(kind, { request: 'publish' }, { jsep: jsep() }),
        ask(kind, { request: 'start' }, { jsep: { ...jsep({ direction: 'recvonly' }), type: 'answer' } }),
      ];
    }),
  ];
  const overrides = fc.record(
    {
      session_id: fc.constantFrom<unknown>(SESSION, 1, 907_001, '7001'),
      handle_id: fc.constantFrom<unknown>(...Object.values(HANDLES), 900_011),
      jsep: fc.jsonValue(),
      candidate: fc.jsonValue(),
      apisecret: fc.string(),
    },
    { requiredKeys: [] },
  );
  const frame = fc
    .tuple(
      fc.constantFrom(...plain),
      extras,
      extras,
      fc.oneof({ arbitrary: fc.constant({}), weight: 3 }, { arbitrary: overrides, weight: 1 }),
    )
    .map(([base, inside, outside, over]): unknown => ({
      ...base,
      ...outside,
      ...over,
      transaction: 't',
      ...('body' in base ? { body: { ...inside, ...(base['body'] as object) } } : {}),
    }));
  const allowed = new Set(['janus', 'session_id', 'handle_id', 'body', 'jsep', 'candidate']);
  const inBody = new Set(['request', 'ptype', 'room', 'pin', 'id', 'streams', 'private_id', 'bitrate', 'restart']);
  let passed = 0;
  fc.assert(
    fc.property(fc.oneof({ arbitrary: frame, weight: 9 }, { arbitrary: fc.jsonValue(), weight: 1 }), (json) => {
      let built: Record<string, unknown>;
      try {
        built = frameOf(decide(parseFrame(json, BOOTH_RULES), seat(), BOOTH_RULES));
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayRefusal);
        return;
      }
      passed += 1;
      for (const key of Object.keys(built)) expect(allowed).toContain(key);
      const made = (built['body'] ?? {}) as Record<string, unknown>;
      for (const key of Object.keys(made)) expect(inBody).toContain(key);
      expect([undefined, 424242]).toContain(made['room']);
      expect([undefined, 'the-pin']).toContain(made['pin']);
      expect([undefined, 555_555]).toContain(made['private_id']);
      expect([undefined, 907_001]).toContain(built['session_id']);
    }),
    { numRuns: 5000 },
  );
  // Otherwise nothing was tested.
  expect(passed).toBeGreaterThan(200);
});
