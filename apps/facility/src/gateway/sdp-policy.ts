import { candidateToJanus } from './candidate-policy.js';
import { GatewayRefusal } from './gateway-refusal.js';
import {
  AUDIO_LEVEL,
  DROPPED_ATTRIBUTES,
  MEDIA_ATTRIBUTES,
  SESSION_ATTRIBUTES,
  SIMULCAST_ATTRIBUTES,
} from './sdp-lines.js';
import { opusLines } from './sdp-opus.js';
import type { SdpRules } from './sdp-rules.js';

/** Who wrote a description, and for what: it decides directions and what happens to unknown lines. */
export type SdpUse = 'publisher-offer' | 'subscriber-answer' | 'answer-to-publisher' | 'offer-to-subscriber';

const DIRECTIONS: Readonly<Record<SdpUse, string>> = {
  'publisher-offer': 'sendonly',
  'subscriber-answer': 'recvonly',
  'answer-to-publisher': 'recvonly',
  'offer-to-subscriber': 'sendonly',
};
const DIRECTION_WORDS = new Set(['sendonly', 'recvonly', 'sendrecv', 'inactive']);
const OF_SUBSCRIBERS: ReadonlySet<SdpUse> = new Set(['subscriber-answer', 'offer-to-subscriber']);
const FROM_CLIENT: ReadonlySet<SdpUse> = new Set(['publisher-offer', 'subscriber-answer']);
const MEDIA_LINE = /^m=(audio|video|application|text|message) (\d{1,5}) ([A-Z/]{1,32})((?: [!-~]{1,32}){1,40})$/;

/**
 * A new description from the allowed lines of `sdp`. Throws GatewayRefusal `sdp-…` for what this plane may not
 * negotiate; from Janus, lines not on the list are left out instead. Names, addresses in `o=` and titles are replaced.
 */
export function rebuildSdp(sdp: string, use: SdpUse, rules: SdpRules, relay?: string): string {
  const origin = { use, rules, relay };
  const lines = sdp.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines[0] !== 'v=0' || lines.some((line) => /[^\x20-\x7e]/.test(line))) throw new GatewayRefusal('sdp-malformed');
  const first = lines.findIndex((line) => line.startsWith('m='));
  if (first < 0) throw new GatewayRefusal('sdp-media-line');
  const built = sessionLines(lines.slice(0, first), origin);
  const seen = { audio: 0, video: 0 };
  const most = OF_SUBSCRIBERS.has(use) ? rules.sections : 1;
  for (const section of sections(lines.slice(first))) {
    const kind = MEDIA_LINE.exec(section[0] as string)?.[1];
    if (kind === 'application') throw new GatewayRefusal('sdp-data-channel');
    if (kind === undefined || (kind !== 'audio' && kind !== 'video') || seen[kind] >= most)
      throw new GatewayRefusal('sdp-media-line');
    seen[kind] += 1;
    built.push(...mediaLines(section, kind, origin));
  }
  return built.map((line) => `${line}\r\n`).join('');
}

function sections(lines: readonly string[]): string[][] {
  const found: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('m=')) found.push([]);
    found.at(-1)?.push(line);
  }
  return found;
}

function sessionLines(lines: readonly string[], of: Origin): string[] {
  const origin = lines.map((line) => /^o=\S{1,64} (\d{1,20}) (\d{1,20}) IN IP[46] \S{1,64}$/.exec(line)).find(Boolean);
  if (!origin) throw new GatewayRefusal('sdp-malformed');
  const built = ['v=0', `o=- ${origin[1]} ${origin[2]} IN IP4 127.0.0.1`, 's=-', 't=0 0'];
  for (const line of lines) {
    if (/^[vostcb]=/.test(line)) continue;
    const attribute = readAttribute(line, SESSION_ATTRIBUTES, of);
    if (attribute !== undefined && !DROPPED_ATTRIBUTES.has(attribute.name)) built.push(line);
  }
  return built;
}

/** `relay`: address of our relay, whose candidates a client may name. */
interface Origin {
  readonly use: SdpUse;
  readonly rules: SdpRules;
  readonly relay: string | undefined;
}

function mediaLines(section: readonly string[], kind: 'audio' | 'video', origin: Origin): string[] {
  const { use, rules } = origin;
  const [, , port, protocol, listed] = MEDIA_LINE.exec(section[0] as string) as unknown as string[];
  if (protocol !== 'UDP/TLS/RTP/SAVPF') throw new GatewayRefusal('sdp-media-line', protocol);
  const payloads = (listed as string).trim().split(' ');
  const codecs = codecsOf(section);
  const rejected = port === '0';
  for (const payload of rejected ? [] : payloads) {
    if (!rules.codecs[kind].has(codecs.get(payload) ?? ''))
      throw new GatewayRefusal('sdp-codec', codecs.get(payload) ?? payload);
  }
  const built = [`m=${kind} ${rejected ? '0' : '9'} UDP/TLS/RTP/SAVPF ${payloads.join(' ')}`, 'c=IN IP4 0.0.0.0'];
  const apart = rules.streamsApart && use === 'offer-to-subscriber';
  const mid = section.find((line) => line.startsWith('a=mid:'))?.slice('a=mid:'.length) ?? '';
  let direction: string | undefined;
  for (const line of section.slice(1)) {
    if (/^[cb]=/.test(line)) continue;
    const attribute = readAttribute(line, MEDIA_ATTRIBUTES, origin);
    if (attribute === undefined) continue;
    if (DIRECTION_WORDS.has(attribute.name)) {
      if (direction !== undefined) throw new GatewayRefusal('sdp-direction');
      direction = attribute.name;
    }
    const kept =
      apart && attribute.name === 'msid' ? `a=msid:s${mid} t${mid}` : keptLine(line, attribute, payloads, origin);
    if (kept !== undefined) built.push(kept);
  }
  if (direction !== DIRECTIONS[use] && direction !== 'inactive')
    throw new GatewayRefusal('sdp-direction', direction ?? 'sendrecv');
  return kind === 'audio' && !rejected ? opusLines(built, payloads, use === 'answer-to-publisher', rules) : built;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
}

function readAttribute(
  line: string,
  table: Readonly<Record<string, RegExp>>,
  { use, rules }: Origin,
): Attribute | undefined {
  const found = /^a=([A-Za-z0-9-]{1,40})(?::(.*))?$/.exec(line);
  const [, name, value = ''] = (found ?? []) as unknown as string[];
  if (name === 'ssrc-group' && value.startsWith('SIM')) throw new GatewayRefusal('sdp-simulcast');
  if (name === 'simulcast' || name === 'rid') {
    if (!rules.simulcast || OF_SUBSCRIBERS.has(use) || !SIMULCAST_ATTRIBUTES[name]?.test(value))
      throw new GatewayRefusal('sdp-simulcast');
    return { name, value };
  }
  if (name === 'sctp-port' || name === 'sctpmap' || name === 'max-message-size')
    throw new GatewayRefusal('sdp-data-channel');
  if (name === 'extmap' && !rules.audioLevels && AUDIO_LEVEL.test(value.split(' ')[1] ?? ''))
    throw new GatewayRefusal('sdp-audio-level');
  if (name !== undefined && Object.hasOwn(table, name) && table[name]?.test(value)) return { name, value };
  if (FROM_CLIENT.has(use)) throw new GatewayRefusal('sdp-attribute', name ?? line.slice(0, 2));
  return undefined;
}

function keptLine(
  line: string,
  { name, value }: Attribute,
  payloads: readonly string[],
  { use, rules, relay }: Origin,
): string | undefined {
  if (DROPPED_ATTRIBUTES.has(name)) return undefined;
  if (name === 'extmap') return rules.extensions.has(value.split(' ')[1] ?? '') ? line : undefined;
  if (name === 'candidate' && FROM_CLIENT.has(use)) {
    const candidate = candidateToJanus({ candidate: `candidate:${value}` }, relay);
    return candidate === undefined || 'completed' in candidate ? undefined : `a=${String(candidate['candidate'])}`;
  }
  if (name === 'rtpmap' || name === 'fmtp' || name === 'rtcp-fb') {
    const payload = value.split(' ')[0] as string;
    if (payload === '*' || payloads.includes(payload)) return line;
    throw new GatewayRefusal('sdp-codec', payload);
  }
  return line;
}

function codecsOf(section: readonly string[]): Map<string, string> {
  const codecs = new Map<string, string>();
  for (const line of section) {
    const found = /^a=rtpmap:(\d{1,3}) (\S+)$/.exec(line);
    if (!found) continue;
    if (codecs.has(found[1] as string)) throw new GatewayRefusal('sdp-malformed');
    codecs.set(found[1] as string, (found[2] as string).toLowerCase());
  }
  return codecs;
}
