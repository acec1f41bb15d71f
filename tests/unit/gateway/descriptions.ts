/** Descriptions as Chromium writes them after setCodecPreferences, shortened; fingerprints are invented. */
const FINGERPRINT = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase()).join(
  ':',
);

const transport = [
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:Ab3+',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${FINGERPRINT}`,
];

export interface Variant {
  readonly direction?: string;
  readonly setup?: string;
  readonly session?: readonly string[];
  readonly audio?: readonly string[];
  readonly video?: readonly string[];
  readonly more?: readonly string[];
}

export function description(variant: Variant = {}): string {
  const direction = `a=${variant.direction ?? 'sendonly'}`;
  const setup = `a=setup:${variant.setup ?? 'actpass'}`;
  const lines = [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1',
    'a=extmap-allow-mixed',
    'a=msid-semantic: WMS',
    ...(variant.session ?? []),
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    ...transport,
    setup,
    'a=mid:0',
    'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
    direction,
    'a=msid:habeas-audio 11111111-2222-3333-4444-555555555555',
    'a=rtcp-mux',
    'a=rtcp-rsize',
    'a=rtcp-xr:rcvr-rtt=all',
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10;useinbandfec=1;stereo=0;cbr=1;usedtx=0',
    'a=rtcp-fb:111 nack',
    'a=ssrc:3735928559 cname:abcdEFGH1234',
    ...(variant.audio ?? []),
    'm=video 9 UDP/TLS/RTP/SAVPF 98 99',
    ...transport,
    setup,
    'a=mid:1',
    'a=extmap:14 urn:ietf:params:rtp-hdrext:toffset',
    'a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
    direction,
    'a=msid:habeas-video 66666666-2222-3333-4444-555555555555',
    'a=rtcp-mux',
    'a=rtcp-rsize',
    'a=rtcp-xr:rcvr-rtt=all',
    'a=rtpmap:98 VP9/90000',
    'a=rtcp-fb:98 goog-remb',
    'a=rtcp-fb:98 nack pli',
    'a=fmtp:98 profile-id=0',
    'a=rtpmap:99 rtx/90000',
    'a=fmtp:99 apt=98',
    'a=ssrc-group:FID 1000001 1000002',
    'a=ssrc:1000001 cname:abcdEFGH1234',
    'a=ssrc:1000002 cname:abcdEFGH1234',
    ...(variant.video ?? []),
    ...(variant.more ?? []),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

export const jsep = (variant: Variant = {}): Record<string, unknown> => ({
  type: 'offer',
  sdp: description(variant),
  e2ee: true,
});
