import { CallingError } from './calling-error.js';
import { parseSections, sectionCodecs, sectionKind, sectionMid, writeSections } from './sdp-sections.js';

export type MediaKind = 'audio' | 'video';

/** Header extensions that may be negotiated: none tells a relay what is said or how loud. */
export const ALLOWED_EXTENSIONS: ReadonlySet<string> = new Set([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
]);

const OPUS_FORMAT = 'minptime=10;useinbandfec=1;stereo=0;cbr=1;usedtx=0';

/** Lines that would ask for simulcast, other packet lengths or an extension for all sections. */
const FORBIDDEN = /^a=(simulcast|rid|ptime|maxptime|sctp-port|sctpmap|max-message-size|extmap-allow-mixed)(:|$)/;

/**
 * E2EE.md §6 for a description that comes from the adversary or goes to it: opus, VP9 and its rtx only, no audio
 * level, no data channel, no simulcast, at most one section of each kind in `asked`, Opus of constant size without
 * DTX, audio NACK allowed. Lip-sync groups are parted (`msid` by kind), so that sound never waits for the picture.
 * Throws CallingError `negotiation-violated` when a section asked for has no codec of the list left.
 */
export function applySdpRules(sdp: string, asked: readonly MediaKind[]): string {
  const sections = parseSections(sdp);
  const open = [...asked];
  const media = sections.media.filter((section) => {
    const place = open.indexOf(sectionKind(section) as MediaKind);
    if (place < 0) return false;
    open.splice(place, 1);
    return true;
  });
  const mids = new Set(media.map(sectionMid));
  const session = sections.session
    .filter((line) => !FORBIDDEN.test(line) && !line.startsWith('a=extmap:'))
    .map((line) => (line.startsWith('a=group:BUNDLE') ? bundle(line, mids) : line));
  return writeSections({ session, media: media.map(cleanSection) });
}

function bundle(line: string, mids: ReadonlySet<string | undefined>): string {
  const [head, ...rest] = line.split(' ');
  return [head, ...rest.filter((mid) => mids.has(mid))].join(' ');
}

function cleanSection(section: readonly string[]): string[] {
  const kind = sectionKind(section) as MediaKind;
  const kept = keptPayloads(section, kind);
  if (kept.length === 0) throw new CallingError('negotiation-violated', `No allowed codec for ${kind}.`);
  const opus = kind === 'audio' ? kept : [];
  const lines = section.filter((line) => keepLine(line, kept));
  const [first, ...rest] = lines as [string, ...string[]];
  const result = [`${first.split(' ').slice(0, 3).join(' ')} ${kept.join(' ')}`];
  for (const line of rest) {
    const payload = /^a=(?:fmtp|rtcp-fb):(\d+) /.exec(line)?.[1];
    if (payload !== undefined && opus.includes(payload) && /^a=fmtp:|^a=rtcp-fb:\d+ nack$/.test(line)) continue;
    result.push(partMsid(line, kind));
    const mapped = /^a=rtpmap:(\d+) /.exec(line)?.[1];
    if (mapped !== undefined && opus.includes(mapped)) {
      result.push(`a=fmtp:${mapped} ${OPUS_FORMAT}`, `a=rtcp-fb:${mapped} nack`);
    }
  }
  return result;
}

function keptPayloads(section: readonly string[], kind: MediaKind): string[] {
  const codecs = sectionCodecs(section);
  const wanted = kind === 'audio' ? 'opus' : 'vp9';
  const listed = (section[0] ?? '').split(' ').slice(3);
  const main = listed.filter((payload) => codecs.get(payload) === wanted).slice(0, 1);
  const repair = listed.filter(
    (payload) => codecs.get(payload) === 'rtx' && main.includes(aptOf(section, payload) ?? ''),
  );
  return kind === 'audio' ? main : [...main, ...repair];
}

function aptOf(section: readonly string[], payload: string): string | undefined {
  const line = section.find((candidate) => candidate.startsWith(`a=fmtp:${payload} `));
  return line === undefined ? undefined : /(?:^|[ ;])apt=(\d+)/.exec(line)?.[1];
}

function keepLine(line: string, kept: readonly string[]): boolean {
  if (FORBIDDEN.test(line)) return false;
  const extension = /^a=extmap:\d+(?:\/\w+)? (\S+)/.exec(line)?.[1];
  if (extension !== undefined) return ALLOWED_EXTENSIONS.has(extension);
  if (line.startsWith('a=extmap:')) return false;
  const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)[ /]/.exec(line)?.[1];
  return payload === undefined || kept.includes(payload);
}

function partMsid(line: string, kind: MediaKind): string {
  return line.replace(/^a=msid:\S+/, `a=msid:habeas-${kind}`).replace(/^(a=ssrc:\d+ msid:)\S+/, `$1habeas-${kind}`);
}
