import { expect, test } from 'vitest';
import { type ConnectionLike, negotiationViolations } from '../../../libs/calling/src/negotiation-check.js';

const transform = {};
const ours = new Set<unknown>([transform]);
const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const parameters =
  (mimeType: string, uri = MID, encodings = 1) =>
  () => ({
    codecs: [{ mimeType }],
    headerExtensions: [{ uri }],
    encodings: Array.from({ length: encodings }, () => ({})),
  });
const side = (change: Record<string, unknown> = {}) => ({
  track: null as { kind: string } | null,
  transform: null as unknown,
  getParameters: parameters('audio/opus'),
  ...change,
});
const sending = (change: Record<string, unknown> = {}, currentDirection = 'sendonly') => ({
  sender: side({ track: { kind: 'audio' }, transform, ...change }),
  receiver: side(),
  currentDirection,
});
const receiving = (change: Record<string, unknown> = {}, sender = {}, currentDirection = 'recvonly') => ({
  sender: side(sender),
  receiver: side({ track: { kind: 'audio' }, transform, ...change }),
  currentDirection,
});
const connection = (transceivers: ReturnType<typeof sending>[], sctp: unknown = null): ConnectionLike => ({
  sctp,
  getTransceivers: () => transceivers,
});

test('a connection as agreed has no violations', () => {
  expect(negotiationViolations(connection([sending()]), 'send', ours, 1)).toEqual([]);
  expect(negotiationViolations(connection([receiving()]), 'receive', ours, 1)).toEqual([]);
});

test.each([
  ['data-channel', connection([sending()], {}), 'send'],
  ['transform-missing', connection([sending({ transform: {} })]), 'send'],
  ['codec', connection([sending({ getParameters: parameters('video/H264') })]), 'send'],
  [
    'header-extension',
    connection([sending({ getParameters: parameters('audio/opus', 'urn:ietf:params:rtp-hdrext:ssrc-audio-level') })]),
    'send',
  ],
  ['simulcast', connection([sending({ getParameters: parameters('video/VP9', MID, 3) })]), 'send'],
  ['section-not-asked-for', connection([sending(), sending()]), 'send'],
  ['section-not-asked-for', connection([sending({}, 'sendrecv')]), 'send'],
  ['transform-missing', connection([receiving({ transform: null })]), 'receive'],
  ['sender-on-receiving-connection', connection([receiving({}, {}, 'sendrecv')]), 'receive'],
  ['sender-on-receiving-connection', connection([receiving({}, { track: { kind: 'audio' } })]), 'receive'],
  ['codec', connection([receiving({ getParameters: parameters('video/VP8') })]), 'receive'],
] as const)('%s is found', (violation, violated, use) => {
  expect(negotiationViolations(violated, use, ours, 1)).toContain(violation);
});
