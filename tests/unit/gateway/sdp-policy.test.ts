import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GatewayRefusal } from '../../../apps/facility/src/gateway/gateway-refusal.js';
import { BOOTH_SDP } from '../../../apps/facility/src/gateway/sdp-rules.js';
import { rebuildSdp } from '../../../apps/facility/src/gateway/sdp-policy.js';
import { description, type Variant } from './descriptions.js';

const code = (sdp: string, use: Parameters<typeof rebuildSdp>[1] = 'publisher-offer'): string => {
  try {
    rebuildSdp(sdp, use, BOOTH_SDP);
    return 'allowed';
  } catch (error) {
    if (error instanceof GatewayRefusal) return error.code;
    throw error;
  }
};

test('an offer of our client passes, without what Janus need not know', () => {
  const built = rebuildSdp(description(), 'publisher-offer', BOOTH_SDP);
  expect(built).toContain('a=rtpmap:111 opus/48000/2\r\n');
  expect(built).toContain('a=rtcp-fb:111 nack\r\n');
  expect(built).not.toContain('toffset');
  expect(rebuildSdp(built, 'publisher-offer', BOOTH_SDP)).toBe(built);
});

const refused: [string, Variant, string][] = [
  [
    'a data channel',
    { more: ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=sctp-port:5000'] },
    'sdp-data-channel',
  ],
  ['simulcast', { video: ['a=simulcast:send h;l'] }, 'sdp-simulcast'],
  ['layers by rid', { video: ['a=rid:h send'] }, 'sdp-simulcast'],
  ['layers by ssrc', { video: ['a=ssrc-group:SIM 1 2 3'] }, 'sdp-simulcast'],
  ['audio level', { audio: ['a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level'] }, 'sdp-audio-level'],
  [
    'audio level of mixes',
    { audio: ['a=extmap:1/sendonly urn:ietf:params:rtp-hdrext:csrc-audio-level vad=on'] },
    'sdp-audio-level',
  ],
  [
    'audio level for all sections',
    { session: ['a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level'] },
    'sdp-audio-level',
  ],
  [
    'a second audio section',
    { more: ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=mid:2', 'a=rtpmap:111 opus/48000/2'] },
    'sdp-media-line',
  ],
  ['a text section', { more: ['m=text 9 UDP/TLS/RTP/SAVPF 98'] }, 'sdp-media-line'],
  ['sending and receiving', { direction: 'sendrecv' }, 'sdp-direction'],
  ['receiving', { direction: 'recvonly' }, 'sdp-direction'],
  ['two directions', { audio: ['a=inactive'] }, 'sdp-direction'],
  ['keys in the description', { audio: ['a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc'] }, 'sdp-attribute'],
  ['another packet length', { audio: ['a=ptime:60'] }, 'sdp-attribute'],
  ['a codec beside the line', { audio: ['a=rtpmap:0 PCMU/8000'] }, 'sdp-codec'],
  ['one payload with two codecs', { audio: ['a=rtpmap:111 PCMU/8000'] }, 'sdp-malformed'],
  ['a relay of its own', { audio: ['a=candidate:1 1 udp 1 192.0.2.9 1 typ relay'] }, 'candidate-not-allowed'],
  ['a bad candidate', { audio: ['a=candidate:1 1 udp 1 host.example 1 typ host'] }, 'candidate-not-allowed'],
];
test.each(refused)('%s is refused', (_, variant, expected) => {
  expect(code(description(variant))).toBe(expected);
});

describe('codecs', () => {
  test.each(['VP8/90000', 'H264/90000', 'AV1/90000', 'red/90000', 'ulpfec/90000'])('%s is refused', (codec) => {
    expect(code(description().replace('VP9/90000', codec))).toBe('sdp-codec');
  });
  test.each(['PCMU/8000', 'red/48000/2', 'opus/48000'])('%s is refused', (codec) => {
    expect(code(description().replace('opus/48000/2', codec))).toBe('sdp-codec');
  });
  test('a static payload without a map is refused', () => {
    expect(code(description().replace('SAVPF 111', 'SAVPF 111 0'))).toBe('sdp-codec');
  });
});

test.each(['RTP/AVP', 'RTP/SAVPF', 'UDP/DTLS/SCTP'])('transport %s is refused', (protocol) => {
  expect(code(description().replaceAll('UDP/TLS/RTP/SAVPF', protocol))).toBe('sdp-media-line');
});

test.each(['', 'v=0', 'v=1\r\n', 'v=0\r\no=x\r\nm=audio', description().replace('s=-', 's=-\u0000'), 'v=0\r\nm=\r\n'])(
  'nonsense is refused: %j',
  (sdp) => {
    expect(code(sdp)).toMatch(/^sdp-/);
  },
);

test('an answer of a subscriber receives only', () => {
  expect(code(description({ direction: 'recvonly', setup: 'active' }), 'subscriber-answer')).toBe('allowed');
  expect(code(description({ direction: 'inactive' }), 'subscriber-answer')).toBe('allowed');
  expect(code(description({ direction: 'sendonly' }), 'subscriber-answer')).toBe('sdp-direction');
  expect(code(description({ direction: 'sendrecv' }), 'subscriber-answer')).toBe('sdp-direction');
});

test('constant size without silence is written into the answer, whatever Janus says', () => {
  const fromJanus = description({ direction: 'recvonly', session: ['a=unknown:x'] }).replace(
    's=-',
    's=VideoRoom 987654321',
  );
  const lines = (sdp: string) => sdp.split('\r\n').filter((line) => line.startsWith('a=fmtp:111'));
  const others = [
    fromJanus,
    fromJanus.replace('cbr=1;usedtx=0', 'cbr=0;usedtx=1'),
    fromJanus.replace(/a=fmtp:111.*\r\n/, ''),
  ];
  for (const sdp of others) {
    const built = rebuildSdp(sdp, 'answer-to-publisher', BOOTH_SDP);
    expect(lines(built)).toHaveLength(1);
    expect(lines(built)[0]).toMatch(/cbr=1;usedtx=0$/);
    expect(built).not.toMatch(/987654321|unknown/);
  }
});

test('Janus cannot negotiate what a client may not', () => {
  const data = { direction: 'recvonly', more: ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel'] };
  expect(code(description(data), 'answer-to-publisher')).toBe('sdp-data-channel');
  expect(code(description({ direction: 'sendrecv' }), 'answer-to-publisher')).toBe('sdp-direction');
  expect(code(description({ direction: 'recvonly' }), 'offer-to-subscriber')).toBe('sdp-direction');
});

test('property: whatever lines are put in, only lines of the list come out', () => {
  const known =
    /^(v=0|o=- \d+ \d+ IN IP4 127\.0\.0\.1|s=-|t=0 0|c=IN IP4 0\.0\.0\.0|m=(audio|video) [09] UDP\/TLS\/RTP\/SAVPF( \d+)+|a=(group|ice-|fingerprint|setup|mid|extmap|sendonly|inactive|msid|rtcp-|rtpmap|fmtp|ssrc|candidate|end-of-candidates).*)$/;
  const word = fc.constantFrom(
    'rid',
    'simulcast',
    'crypto',
    'sctp-port',
    'candidate',
    'fmtp',
    'extmap',
    'x-any',
    'mid',
    'ssrc',
  );
  const line = fc.oneof(
    fc.tuple(word, fc.string({ maxLength: 40 })).map(([name, value]) => `a=${name}:${value}`),
    fc.string({ maxLength: 60 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), fc.nat(40), (extra, at) => {
      const lines = description().split('\r\n');
      lines.splice(at, 0, ...extra);
      let built: string;
      try {
        built = rebuildSdp(lines.join('\r\n'), 'publisher-offer', BOOTH_SDP);
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayRefusal);
        return;
      }
      for (const kept of built.trimEnd().split('\r\n')) expect(kept).toMatch(known);
    }),
    { numRuns: 2000 },
  );
});
