import { expect, test } from 'vitest';
import { BOOTH_RULES } from '../../../apps/facility/src/gateway/booth-rules.js';
import type { Seat } from '../../../apps/facility/src/gateway/grants.js';
import { privateIdOf, toBrowser } from '../../../apps/facility/src/gateway/server-events.js';
import { description } from './descriptions.js';

const seat: Seat = {
  grant: {
    session: 'a'.repeat(32),
    party: 0,
    role: 1,
    room: { id: 4242, pin: 'pin', publishers: 2 },
    signIn: 'k4',
  },
  holder: undefined,
  session: { shown: 7, janus: 907 },
  handles: new Map([[8, { shown: 8, janus: 908, kind: 'publisher' }]]),
  privateId: undefined,
};
const event = (data: Record<string, unknown>, more = {}) => ({
  ...{ janus: 'event', session_id: 907, sender: 908, transaction: 'c:t1' },
  plugindata: { plugin: 'janus.plugin.videoroom', data },
  ...more,
});
const shown = (data: Record<string, unknown>) =>
  (toBrowser(event(data), seat, BOOTH_RULES)?.['plugindata'] as { data: unknown }).data;

test('joined: feeds and nothing else, ids of the browser', () => {
  const joined = {
    ...{ videoroom: 'joined', room: 4242, description: 'a'.repeat(32), id: 1, private_id: 99 },
    publishers: [{ id: 2, display: 'name', talking: true, streams: [{ type: 'audio', mid: '0' }] }],
    attendees: [{ id: 3 }],
  };
  expect(privateIdOf(event(joined))).toBe(99);
  expect(toBrowser(event(joined), seat, BOOTH_RULES)).toEqual({
    ...{ janus: 'event', session_id: 7, sender: 8, transaction: 't1' },
    plugindata: { plugin: 'janus.plugin.videoroom', data: { videoroom: 'joined', id: 1, publishers: [{ id: 2 }] } },
  });
});

test('errors keep their number and lose their words', () => {
  expect(shown({ videoroom: 'event', error_code: 426, error: 'No such room (4242)' })).toEqual({
    ...{ videoroom: 'event', error_code: 426, error: 'The room refused this.' },
  });
});

test.each([
  [{ videoroom: 'talking', room: 4242, id: 2, 'audio-level-dBov-avg': 40 }],
  [{ videoroom: 'participants', participants: [] }],
  [{ videoroom: 'rtp_forward', room: 4242 }],
  [{ streaming: 'event' }],
])('not for browsers: %j', (data) => {
  expect(toBrowser(event(data), seat, BOOTH_RULES)).toBeUndefined();
});

test('events about handles of others, and unknown ones, stay here', () => {
  expect(toBrowser({ janus: 'webrtcup', session_id: 907, sender: 1 }, seat, BOOTH_RULES)).toBeUndefined();
  expect(toBrowser({ janus: 'server_info', session_id: 907 }, seat, BOOTH_RULES)).toBeUndefined();
  expect(toBrowser({ janus: 'webrtcup', session_id: 907, sender: 908, opaque_id: 'x' }, seat, BOOTH_RULES)).toEqual({
    ...{ janus: 'webrtcup', session_id: 7, sender: 8 },
  });
});

test('an answer is rebuilt and marked as encrypted', () => {
  const sdp = description({ direction: 'recvonly' }).replace('s=-', 's=VideoRoom 4242');
  const made = toBrowser(
    event({ videoroom: 'event', configured: 'ok' }, { jsep: { type: 'answer', sdp, e2ee: true } }),
    seat,
    BOOTH_RULES,
  );
  expect(JSON.stringify(made)).not.toContain('4242');
  expect(made?.['jsep']).toMatchObject({ type: 'answer', e2ee: true });
});
