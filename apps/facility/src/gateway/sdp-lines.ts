/** Attributes that may stand in a description, with the form of their value. Facts of RFC 8866, 8839, 8843, 5761 … */
const TOKEN = '[A-Za-z0-9._~!$*+-]{1,64}';
const PAYLOAD = '\\d{1,3}';

const form = (source: string): RegExp => new RegExp(`^(?:${source})$`);

export const SESSION_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  /** A listener in court has sound and picture of up to 62 others in one bundle. */
  group: form(`BUNDLE( ${TOKEN}){0,124}`),
  'msid-semantic': form('[ -~]{0,200}'),
  'extmap-allow-mixed': form(''),
  'ice-options': form('(trickle|renomination|ice2)( (trickle|renomination|ice2)){0,3}'),
  'ice-lite': form(''),
  fingerprint: form('sha-(256|384|512) [0-9A-Fa-f:]{32,200}'),
  setup: form('actpass|active|passive'),
};

export const MEDIA_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  ...SESSION_ATTRIBUTES,
  rtcp: form('\\d{1,5}( IN IP[46] [0-9A-Fa-f.:]{2,45})?'),
  'ice-ufrag': form('[A-Za-z0-9+/]{4,256}'),
  'ice-pwd': form('[A-Za-z0-9+/]{22,256}'),
  mid: form('[A-Za-z0-9]{1,16}'),
  extmap: form('\\d{1,5}(/(sendrecv|sendonly|recvonly|inactive))? [!-~]{1,200}'),
  sendonly: form(''),
  recvonly: form(''),
  sendrecv: form(''),
  inactive: form(''),
  msid: form('[!-~]{1,64}( [!-~]{1,64})?'),
  'rtcp-mux': form(''),
  'rtcp-rsize': form(''),
  'rtcp-xr': form('[a-z0-9=:-]{1,80}'),
  rtpmap: form(`${PAYLOAD} [A-Za-z0-9-]{1,32}/\\d{1,6}(/\\d)?`),
  'rtcp-fb': form(`(${PAYLOAD}|\\*) (nack|nack pli|ccm fir|goog-remb|transport-cc)`),
  fmtp: form(`${PAYLOAD} [A-Za-z0-9=;., -]{1,300}`),
  ssrc: form('\\d{1,10} (cname|msid|mslabel|label):[!-~ ]{1,140}'),
  'ssrc-group': form('FID \\d{1,10} \\d{1,10}'),
  candidate: form('[ -~]{1,300}'),
  'end-of-candidates': form(''),
};

/** Two or three sizes of one picture, high to low (RFC 8851, 8853); of a publisher's description only. */
export const SIMULCAST_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  rid: form('[hml] (send|recv)'),
  simulcast: form('(send|recv) (h;m;l|m;l)'),
};

/** Of no meaning to the other side: read and left out. */
export const DROPPED_ATTRIBUTES: ReadonlySet<string> = new Set([
  'extmap-allow-mixed',
  'msid-semantic',
  'rtcp',
  'rtcp-xr',
]);

export const AUDIO_LEVEL = /^urn:ietf:params:rtp-hdrext:(ssrc-audio-level|csrc-audio-level)/;

/** The mid of a rebuilt description's audio section; empty where it is not one word that no other section has. */
export function audioMidIn(sdp: string): string | undefined {
  const sections = sdp.split(/^(?=m=)/m).slice(1);
  const midsOf = (section: string): string[] => [...section.matchAll(/^a=mid:(\S+)/gm)].map(([, mid]) => mid as string);
  const audio = sections.find((section) => section.startsWith('m=audio'));
  if (audio === undefined) return undefined;
  const [mid = '', ...more] = midsOf(audio);
  const others = sections.filter((section) => section !== audio).flatMap(midsOf);
  return more.length === 0 && !others.includes(mid) ? mid : '';
}
