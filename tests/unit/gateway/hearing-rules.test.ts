import { expect, test } from 'vitest';
import { GatewayRefusal } from '../../../apps/facility/src/gateway/gateway-refusal.js';
import type { Grant, Seat } from '../../../apps/facility/src/gateway/grants.js';
import { parseFrame } from '../../../apps/facility/src/gateway/parse-frame.js';
import { decide } from '../../../apps/facility/src/gateway/policy.js';
import { rebuildSdp } from '../../../apps/facility/src/gateway/sdp-policy.js';
import { BOOTH_SDP, HEARING_SDP } from '../../../apps/facility/src/gateway/sdp-rules.js';
import { toBrowser } from '../../../apps/facility/src/gateway/server-events.js';
import { HEARING_RULES } from '../../../apps/facility/src/hearing-gateway/hearing-rules.js';
import { description } from './descriptions.js';

/** Seat 2 of six: may receive seats 0 and 1, and no other. */
const mayReceive = (seat: number): boolean => seat < 2;

function seat(more: Partial<Grant> = { mayReceive }, kinds = ['fresh', 'publisher'] as const): Seat {
  return {
    grant: {
      session: 'a'.repeat(32),
      party: 2,
      room: { id: 77, pin: 'pin', publishers: 6 },
      signIn: 'x',
      ...more,
    },
    holder: undefined,
    session: { shown: 1, janus: 901 },
    handles: new Map(kinds.map((kind, at) => [10 + at, { shown: 10 + at, janus: 910 + at, kind }])),
    privateId: 5,
  };
}

const ask = (body: Record<string, unknown>, at = seat(), handle = 10): unknown => {
  const frame = { janus: 'message', transaction: 't', session_id: 1, handle_id: handle, body };
  try {
    const decision = decide(parseFrame(frame, HEARING_RULES), at, HEARING_RULES);
    return decision.do === 'forward' ? decision.frame['body'] : decision.do;
  } catch (error) {
    if (error instanceof GatewayRefusal) return error.code;
    throw error;
  }
};
const join = (...feeds: number[]) => ({
  request: 'join',
  ptype: 'subscriber',
  streams: feeds.map((feed) => ({ feed })),
});

test('a seat receives whom the hearing lets it receive, and all of a request or none of it', () => {
  expect(ask(join(1, 2))).toMatchObject({
    room: 77,
    pin: 'pin',
    private_id: 5,
    streams: [
      { feed: 1, substream: 0 },
      { feed: 2, substream: 0 },
    ],
  });
  for (const feeds of [[4], [1, 4], [3], [7], [64]]) expect(ask(join(...feeds)), feeds.join()).toBe('other-feed');
});

test('a grant that says nothing of whom it may receive receives nobody', () => {
  expect(ask(join(1), seat({}))).toBe('other-feed');
});

test('what the hearing says is asked anew for each stream', () => {
  let open = true;
  const at = seat({ mayReceive: () => open });
  const [, handle] = [...at.handles.values()];
  handle!.kind = 'subscriber';
  const more = { request: 'subscribe', streams: [{ feed: 5 }] };
  expect(ask(more, at, 11)).toEqual({ ...more, streams: [{ feed: 5, substream: 0 }] });
  open = false;
  expect(ask(more, at, 11)).toBe('other-feed');
});

test('a listener chooses layers of what it receives; a publisher has none to choose', () => {
  const at = seat();
  const [, handle] = [...at.handles.values()];
  const layers = { request: 'configure', streams: [{ mid: '3', substream: 2 }] };
  expect(ask(layers, at, 11)).toBe('field-not-allowed');
  handle!.kind = 'subscriber';
  expect(ask(layers, at, 11)).toEqual(layers);
  const none = { ...layers, streams: [{ mid: '3', send: false }] };
  expect(ask(none, at, 11)).toEqual(none);
  const more = [{ substream: 3 }, { mid: '../3' }, { send: 1 }, { feed: 4 }, { spatial_layer: 1 }];
  for (const one of more)
    expect(ask({ ...layers, streams: [{ ...layers.streams[0], ...one }] }, at, 11), JSON.stringify(one)).toMatch(
      /field-not-allowed|malformed|field/,
    );
});

const REFUSED: [string, Record<string, unknown>, string][] = [
  ['a room of another hearing', { ...join(1), room: 78 }, 'other-room'],
  ['recording at the join', { request: 'join', ptype: 'publisher', record: true }, 'field-not-allowed'],
  ['a forwarder', { request: 'rtp_forward' }, 'request-not-allowed'],
  ['a forwarder to another Janus', { request: 'publish_remotely' }, 'request-not-allowed'],
  ['who is in the room', { request: 'listparticipants' }, 'request-not-allowed'],
  ['sending somebody away', { request: 'kick', id: 1 }, 'request-not-allowed'],
  ['muting somebody', { request: 'moderate', id: 1 }, 'request-not-allowed'],
  ['a second publisher', { request: 'join', ptype: 'publisher' }, 'wrong-moment'],
];
test.each(REFUSED)('%s is refused', (_, body, code) => {
  expect(ask(body)).toBe(code);
});

test('of who publishes a seat is told those whom it may receive, and never who left', () => {
  const event = (data: Record<string, unknown>) =>
    toBrowser(
      { janus: 'event', sender: 911, plugindata: { data: { videoroom: 'event', ...data } } },
      seat(),
      HEARING_RULES,
    ) as { plugindata: { data: unknown } } | undefined;
  expect(event({ publishers: [{ id: 1 }, { id: 4 }, { id: 6 }] })?.plugindata.data).toEqual({
    videoroom: 'event',
    publishers: [{ id: 1 }],
  });
  // An empty event would tell that there is somebody.
  const ofOthers = [{ publishers: [{ id: 4 }] }, { leaving: 4 }, { unpublished: 4 }, { left: 1 }];
  for (const data of ofOthers) expect(event(data)).toBeUndefined();
  expect(event({ leaving: 'ok' })?.plugindata.data).toEqual({ videoroom: 'event' });
});

/** As Chromium writes it: nothing in it asks for lost sound again. */
const plain = (direction: 'sendonly' | 'recvonly') =>
  description({ direction }).replace('a=rtcp-fb:111 nack\r\n', '').replace('cbr=1;usedtx=0', 'usedtx=1');
const vp8 = (direction: 'sendonly' | 'recvonly') => plain(direction).replaceAll(/vp9/gi, 'VP8');

test('a hearing speaks Opus with FEC and shows VP8; what is sealed for a booth is no offer here, and the other way round', () => {
  const answer = rebuildSdp(vp8('recvonly'), 'answer-to-publisher', HEARING_SDP);
  expect(answer).toMatch(/a=fmtp:\d+ [^\r]*useinbandfec=1/);
  expect(answer).toMatch(/usedtx=0/);
  expect(answer).toMatch(/a=rtcp-fb:111 nack\r\n/);
  expect(rebuildSdp(plain('sendonly'), 'publisher-offer', BOOTH_SDP)).not.toMatch(/a=rtcp-fb:111 nack\r\n/);
  expect(() => rebuildSdp(plain('sendonly'), 'publisher-offer', HEARING_SDP)).toThrow(GatewayRefusal);
  expect(() => rebuildSdp(vp8('sendonly'), 'publisher-offer', BOOTH_SDP)).toThrow(GatewayRefusal);
});

test('all whom a court can hold are in one bundle', () => {
  const mids = Array.from({ length: 124 }, (_, mid) => mid).join(' ');
  const bundled = vp8('recvonly').replace(/a=group:BUNDLE [^\r]*/, `a=group:BUNDLE ${mids}`);
  for (const use of ['subscriber-answer', 'offer-to-subscriber'] as const) {
    const of = use === 'subscriber-answer' ? bundled : bundled.replaceAll('recvonly', 'sendonly');
    expect(rebuildSdp(of, use, HEARING_SDP)).toContain(`a=group:BUNDLE ${mids}\r\n`);
  }
});

test('many people fit one description towards a listener, each section a stream of its own', () => {
  const one = vp8('sendonly');
  const first = one.indexOf('m=');
  const media = one.slice(first).replaceAll(/a=msid:[^\r]*/g, 'a=msid:janus janus0');
  const again = media.replace('a=mid:0', 'a=mid:2').replace('a=mid:1', 'a=mid:3');
  const built = rebuildSdp(one.slice(0, first) + media + again, 'offer-to-subscriber', HEARING_SDP);
  const msids = [...built.matchAll(/a=msid:(\S+) /g)].map(([, name]) => name);
  expect(msids.length).toBeGreaterThan(0);
  expect(new Set(msids).size).toBe(msids.length);
  expect(() => rebuildSdp(one + again, 'publisher-offer', HEARING_SDP)).toThrow(GatewayRefusal);
});

test('a court takes a picture in two or three sizes, a booth in one; a listener is shown none of it', () => {
  const rids = (list: string, how: string) =>
    `${list
      .split(';')
      .map((rid) => `a=rid:${rid} ${how}\r\n`)
      .join('')}a=simulcast:${how} ${list}\r\n`;
  const inLayers = (sdp: string, lines: string) => sdp.replace(/(m=video[\s\S]*?a=mid:[^\r]*\r\n)/, `$1${lines}`);
  for (const list of ['h;m;l', 'm;l']) {
    const offer = rebuildSdp(inLayers(vp8('sendonly'), rids(list, 'send')), 'publisher-offer', HEARING_SDP);
    expect(offer).toContain(`a=simulcast:send ${list}\r\n`);
    const answer = rebuildSdp(inLayers(vp8('recvonly'), rids(list, 'recv')), 'answer-to-publisher', HEARING_SDP);
    expect(answer).toContain('a=rid:l recv\r\n');
  }
  const refused = [
    [inLayers(vp8('sendonly'), rids('h;m;l;x', 'send')), 'publisher-offer', HEARING_SDP],
    [inLayers(vp8('sendonly'), 'a=ssrc-group:SIM 1 2 3\r\n'), 'publisher-offer', HEARING_SDP],
    [inLayers(vp8('recvonly'), rids('h;m;l', 'recv')), 'subscriber-answer', HEARING_SDP],
    [inLayers(plain('sendonly'), rids('h;m;l', 'send')), 'publisher-offer', BOOTH_SDP],
  ] as const;
  for (const [sdp, use, rules] of refused) {
    expect(() => rebuildSdp(sdp, use, rules)).toThrow(new GatewayRefusal('sdp-simulcast'));
  }
});
