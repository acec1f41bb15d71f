import { describe, expect, test } from 'vitest';
import { applySdpRules } from '../../../libs/calling/src/sdp-rules.js';
import { allowedCodecs } from '../../../libs/calling/src/codec-preferences.js';

const AUDIO = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0',
  'c=IN IP4 0.0.0.0',
  'a=mid:0',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level',
  'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
  'a=sendrecv',
  'a=msid:one mic',
  'a=ptime:60',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;usedtx=1;stereo=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:9 G722/8000',
];
const VIDEO = [
  'm=video 9 UDP/TLS/RTP/SAVPF 96 98 99 102 116 97',
  'a=mid:1',
  'a=extmap:9 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'a=rid:h send',
  'a=simulcast:send h;l',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:98 VP9/90000',
  'a=rtcp-fb:98 nack pli',
  'a=fmtp:98 profile-id=0',
  'a=rtpmap:99 rtx/90000',
  'a=fmtp:99 apt=98',
  'a=rtpmap:102 H264/90000',
  'a=rtpmap:116 ulpfec/90000',
];
const DATA = ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:2', 'a=sctp-port:5000'];
const SESSION = ['v=0', 's=-', 't=0 0', 'a=group:BUNDLE 0 1 2', 'a=extmap-allow-mixed'];
const write = (...parts: string[][]) =>
  parts
    .flat()
    .map((line) => `${line}\r\n`)
    .join('');
const rules = (...parts: string[][]) => applySdpRules(write(SESSION, ...parts), ['audio', 'video']);

describe('rules for session descriptions', () => {
  const cleaned = rules(AUDIO, VIDEO, DATA);

  test('keep opus, VP9 and its rtx', () => {
    expect(cleaned).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n');
    expect(cleaned).toContain('m=video 9 UDP/TLS/RTP/SAVPF 98 99\r\n');
    for (const gone of ['red/', 'G722', 'VP8', 'H264', 'ulpfec', 'apt=96']) expect(cleaned).not.toContain(gone);
  });

  test.each([
    'audio-level',
    'rtp-stream-id',
    'a=rid',
    'a=simulcast',
    'a=ptime',
    'usedtx=1',
    'stereo=1',
    'm=application',
  ])('take away %s', (word) => {
    expect(write(AUDIO, VIDEO, DATA)).toContain(word);
    expect(cleaned).not.toContain(word);
  });

  test('make every Opus packet the same size and let lost ones be repeated', () => {
    expect(cleaned).toContain('a=fmtp:111 minptime=10;useinbandfec=1;stereo=0;cbr=1;usedtx=0\r\n');
    expect(cleaned.match(/a=fmtp:111/g)).toHaveLength(1);
    expect(cleaned).toContain('a=rtcp-fb:111 nack\r\n');
  });

  test('keep the bundle in step with the sections, and the mid extension', () => {
    expect(cleaned).toContain('a=group:BUNDLE 0 1\r\n');
    expect(cleaned).toContain('sdes:mid');
  });

  test('take away a second section of a kind', () => {
    const second = AUDIO.map((line) => line.replace('a=mid:0', 'a=mid:3'));
    expect(rules(AUDIO, VIDEO, second).match(/m=audio/g)).toHaveLength(1);
  });

  test('are the same when applied twice', () => {
    expect(applySdpRules(cleaned, ['audio', 'video'])).toBe(cleaned);
  });

  test('refuse a section that has only codecs off the list', () => {
    const h264 = ['m=video 9 UDP/TLS/RTP/SAVPF 102', 'a=mid:1', 'a=rtpmap:102 H264/90000'];
    expect(() => rules(AUDIO, h264)).toThrowError('No allowed codec for video');
  });

  test('part sound and picture, so that sound never waits', () => {
    expect(cleaned).toContain('a=msid:habeas-audio mic');
  });
});

test('codec preferences', () => {
  const codec = (mimeType: string, sdpFmtpLine?: string) => ({
    mimeType,
    clockRate: 90_000,
    ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }),
  });
  const video = ['VP8', 'rtx', 'VP9', 'H264', 'AV1', 'red', 'ulpfec'].map((name) => codec(`video/${name}`));
  expect(allowedCodecs('video', video).map(({ mimeType }) => mimeType)).toEqual(['video/rtx', 'video/VP9']);
  expect(allowedCodecs('video', [codec('video/VP9', 'profile-id=2')])).toEqual([]);
  expect(allowedCodecs('audio', [codec('audio/opus'), codec('audio/red')])).toHaveLength(1);
});
