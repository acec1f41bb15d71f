import type { RosterPlace, ServerFrame } from '#protocol';
import type { Lies, PartyName } from '../../e2e/calling/booth-server.js';

/** A lie for the kiosk's ears; `told` counts how often it was really said. */
export interface Lie {
  /** `broken` code that the client must end with; undefined: the call is sealed and shows no effect. */
  ends?: string;
  lies: (tell: () => void) => Lies;
}

type Json = Record<string, unknown>;
type Change = (sdp: string) => string;

/** Changes the session description of one type on its way to the kiosk. */
function inSdp(type: 'offer' | 'answer', change: Change): Lie['lies'] {
  return (tell) => ({
    toBrowser: (message: Json, party: PartyName) => {
      const jsep = message['jsep'] as { type: string; sdp: string } | undefined;
      if (party !== 'kiosk' || jsep?.type !== type) return message;
      const sdp = change(jsep.sdp);
      if (sdp !== jsep.sdp) tell();
      return { ...message, jsep: { ...jsep, sdp } };
    },
  });
}

function inRoster(change: (roster: RosterPlace[]) => RosterPlace[]): Lie['lies'] {
  return (tell) => ({
    session: (frame: ServerFrame, party: PartyName) => {
      if (party !== 'kiosk' || frame.type !== 'offer') return frame;
      tell();
      return { ...frame, roster: change(structuredClone(frame.roster)) };
    },
  });
}

const afterLine =
  (start: string, lines: string): Change =>
  (sdp) =>
    sdp.replace(new RegExp(`(${start}[^\r]*\r\n)`, 'g'), `$1${lines.replaceAll('\n', '\r\n')}\r\n`);
const section = (sdp: string, kind: string) => sdp.slice(sdp.indexOf(`m=${kind}`)).split('\r\nm=')[0] ?? '';
const another =
  (kind: 'audio' | 'video', direction: string): Change =>
  (sdp) => {
    const copy = section(sdp, kind)
      .replace(/a=mid:\d+/, 'a=mid:7')
      .replace(/a=(sendonly|recvonly|sendrecv)/, `a=${direction}`)
      .replace(/a=ssrc:\d+/g, 'a=ssrc:4242')
      .trimEnd();
    return `${sdp.replace('BUNDLE 0 1', 'BUNDLE 0 1 7')}${copy}\r\n`;
  };
const LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const DATA = [
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=mid:7',
  'a=sctp-port:5000',
  'a=max-message-size:262144',
];

export const LIES: Record<string, Lie> = {
  'audio level in the offer to receive': { lies: inSdp('offer', afterLine('a=mid:0', `a=extmap:14 ${LEVEL}`)) },
  'audio level in the answer': { lies: inSdp('answer', afterLine('a=mid:0', `a=extmap:14 ${LEVEL}`)) },
  'variable bit rate and DTX': {
    lies: inSdp('answer', (sdp) => sdp.replace(/a=fmtp:111 [^\r]*/, 'a=fmtp:111 cbr=0;usedtx=1;useinbandfec=0')),
  },
  'longer packets': { lies: inSdp('answer', afterLine('a=mid:0', 'a=ptime:60')) },
  'H.264 in the answer': {
    ends: 'negotiation-violated',
    lies: inSdp('answer', (sdp) => sdp.replace('VP9/90000', 'H264/90000')),
  },
  'H.264 in the offer to receive': {
    ends: 'negotiation-violated',
    lies: inSdp('offer', (sdp) => sdp.replace('VP9/90000', 'H264/90000')),
  },
  simulcast: {
    lies: inSdp('answer', afterLine('a=mid:1', 'a=rid:h recv\na=rid:m recv\na=rid:l recv\na=simulcast:recv h;m;l')),
  },
  'a data channel': {
    lies: inSdp('offer', (sdp) => `${sdp.replace('BUNDLE 0 1', 'BUNDLE 0 1 7')}${DATA.join('\r\n')}\r\n`),
  },
  'one more section that sends': { lies: inSdp('offer', another('audio', 'sendonly')) },
  'one more section that wants our sound': { lies: inSdp('offer', another('audio', 'recvonly')) },
  'one more section in the answer': { lies: inSdp('answer', another('video', 'recvonly')) },
  'the receiving connection should send': {
    lies: inSdp('offer', (sdp) => sdp.replaceAll('a=sendonly', 'a=sendrecv')),
  },
  'a swapped label': {
    ends: 'bad-roster',
    lies: inRoster(([booth, attorney]) => [
      { ...(booth as RosterPlace), label: (attorney as RosterPlace).label },
      { ...(attorney as RosterPlace), label: (booth as RosterPlace).label },
    ]),
  },
  'another person in the roster': {
    ends: 'bad-roster',
    lies: inRoster(([booth, attorney]) => [
      booth as RosterPlace,
      { ...(attorney as RosterPlace), party: 'f'.repeat(32) },
    ]),
  },
  'one more in the roster': {
    ends: 'bad-roster',
    lies: inRoster((roster) => [...roster, { role: 4, party: 'f'.repeat(32), label: 'Interpreter' }]),
  },
};
