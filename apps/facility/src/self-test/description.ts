/** What differs from the description that a booth may offer. `media`: further lines of its audio section. */
export interface DescriptionVariant {
  readonly direction?: string;
  readonly codec?: string;
  readonly media?: readonly string[];
  readonly more?: readonly string[];
}

const FINGERPRINT = Array.from({ length: 32 }, () => '5E').join(':');

/** An offer of one audio section as a publisher of a booth makes it, or a forbidden variant. Nothing answers to it. */
export const description = ({
  direction = 'sendonly',
  codec = 'opus/48000/2',
  media = [],
  more = [],
}: DescriptionVariant) =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:Ab3+',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    'a=setup:actpass',
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    `a=rtpmap:111 ${codec}`,
    ...media,
    ...more,
  ]
    .map((line) => `${line}\r\n`)
    .join('');
