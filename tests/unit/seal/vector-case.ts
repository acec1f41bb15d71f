import {
  type Bytes,
  concat,
  contextHash,
  deriveSFrameKey,
  encodeContext,
  encodeHeader,
  encodeReveal,
  encryptSFrame,
  fromHex,
  KeySender,
  makeKid,
  matchingCode,
  type MediaKind,
  type Numbered,
  padFrame,
  readKid,
  signCred,
  signVerdict,
  toHex,
  WordsSender,
} from '#seal';
import { encodeProof, signProof } from '../../../libs/seal/src/confirm.js';
import { frameMetadata } from '../../../libs/seal/src/frame-metadata.js';
import { openReveals } from '../../../libs/seal/src/handshake-phases.js';
import { derivePairKeys } from '../../../libs/seal/src/pair-keys.js';
import { commitTo, hashCommits } from '../../../libs/seal/src/reveal.js';
import { resumeTranscript } from '../../../libs/seal/src/resume.js';
import { pairFromSeed } from './fixed-entropy.js';

/** What a case starts from; every byte string in hex. */
export interface CaseInput {
  readonly booking: string;
  readonly round: string;
  readonly roster: readonly { readonly role: number; readonly party: string; readonly label: string }[];
  readonly visit: readonly string[];
  readonly ephemeral: readonly string[];
  readonly r: readonly string[];
  /** Seed of the device key, or empty without `cred`. */
  readonly device: readonly string[];
  /** Sender keys of party 0, sent to party 1. */
  readonly senderSeeds: readonly { readonly gen: number; readonly kind: MediaKind; readonly seed: string }[];
  /** Frames under the first sender seed of a kind; `ctr` in decimal; `size` 0 for video. */
  readonly frames: readonly {
    readonly kid: number;
    readonly ctr: string;
    readonly size: number;
    readonly frame: string;
  }[];
  /** Messages of party 0 to party 1 under one words key, from seq 0. */
  readonly said: readonly Numbered[];
  readonly resume: { readonly n: readonly string[]; readonly ephemeral: readonly string[] };
}

const PROBE = new TextEncoder().encode('habeas/1 probe');

/** Every value of a case, as flat name → hex (or digits). */
export async function computeCase(input: CaseInput): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  const put = (name: string, bytes: Uint8Array) => (out[name] = toHex(bytes));
  const roster = input.roster.map(({ role, party, label }) => ({ role, party: fromHex(party), label }));
  const ctx = encodeContext({ suite: 1, booking: fromHex(input.booking), round: fromHex(input.round), roster });
  const ctxh = await contextHash(ctx);
  put('ctx', ctx);
  put('ctxh', ctxh);
  const visits = await Promise.all(input.visit.map((seed) => pairFromSeed('Ed25519', fromHex(seed))));
  const ephemerals = await Promise.all(input.ephemeral.map((seed) => pairFromSeed('X25519', fromHex(seed))));
  const reveals: Bytes[] = [];
  const commits: Bytes[] = [];
  for (const [i, { open: vk }] of visits.entries()) {
    const device = input.device[i] ? await pairFromSeed('Ed25519', fromHex(input.device[i])) : undefined;
    const cred = device ? await signCred(device.secret, device.open, ctxh, vk) : new Uint8Array(0);
    reveals.push(encodeReveal({ vk, X: ephemerals[i]!.open, r: fromHex(input.r[i]!), cred }));
    commits.push(await commitTo(ctxh, i, reveals[i]!));
    put(`reveal ${i}`, reveals[i]!);
    put(`commit ${i}`, commits[i]!);
  }
  const cc = await hashCommits(ctxh, commits);
  const context = { round: fromHex(input.round), roster, me: 0, ctx, ctxh };
  const { T } = await openReveals(context, commits, cc, reveals);
  put('cc', cc);
  put('T', T);
  out['sas'] = (await matchingCode(T)).join(' ');
  for (const i of visits.keys()) {
    const signature = await signProof('sign confirm', visits[i]!.secret, T, i);
    for (const same of [false, true])
      put(`verdict ${i} ${same ? 1 : 0}`, await signVerdict(visits[i]!.secret, T, i, same));
    for (const j of visits.keys()) {
      if (i === j) continue;
      const pair = await derivePairKeys(ephemerals[i]!.secret, ephemerals[j]!.open, T, i, j);
      put(`confirm ${i}>${j}`, await encodeProof(pair.confirmOut, T, signature));
      put(`k_conf ${i}>${j} of probe`, new Uint8Array(await crypto.subtle.sign('HMAC', pair.confirmOut, PROBE)));
      const gcm = { name: 'AES-GCM', iv: new Uint8Array(12) };
      put(`k_wrap ${i}>${j} of probe`, new Uint8Array(await crypto.subtle.encrypt(gcm, pair.wrapOut, PROBE)));
      put(`k_words ${i}>${j} of probe`, new Uint8Array(await crypto.subtle.encrypt(gcm, pair.wordsOut, PROBE)));
    }
  }
  const pair = await derivePairKeys(ephemerals[0]!.secret, ephemerals[1]!.open, T, 0, 1);
  const keys = new KeySender(pair.wrapOut, { T, from: 0, to: 1 });
  const seeds = new Map<number, Bytes>();
  for (const { gen, kind, seed } of input.senderSeeds) {
    const kid = makeKid({ gen, kind, party: 0 });
    seeds.set(kid, fromHex(seed));
    put(`key 0>1 kid ${kid}`, await keys.wrap(kid, fromHex(seed)));
  }
  const words = new WordsSender(pair.wordsOut, { T, from: 0, to: 1 });
  for (const [seq, message] of input.said.entries()) put(`words 0>1 seq ${seq}`, await words.seal(message));
  for (const { kid, ctr, size, frame } of input.frames) {
    const key = await deriveSFrameKey(5, seeds.get(kid)!, BigInt(kid), 'encrypt');
    const plaintext = padFrame(fromHex(frame), size || undefined)!;
    const payload = await encryptSFrame(key, BigInt(ctr), frameMetadata(T, readKid(kid).kind), plaintext);
    put(`frame kid ${kid} ctr ${ctr}`, payload);
  }
  const again = await Promise.all(input.resume.ephemeral.map((seed) => pairFromSeed('X25519', fromHex(seed))));
  const hello = (at: number) => ({ n: fromHex(input.resume.n[at]!), X: again[at]!.open });
  const resumed = await resumeTranscript(T, [0, 1], hello(0), hello(1));
  put('resume T', resumed);
  for (const [me, peer] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const keysAgain = await derivePairKeys(again[me]!.secret, again[peer]!.open, resumed, me, peer);
    const signature = await signProof('sign resume', visits[me]!.secret, resumed, me);
    put(`resume hello ${me}`, concat(hello(me).n, hello(me).X));
    put(`resume proof ${me}>${peer}`, await encodeProof(keysAgain.confirmOut, resumed, signature));
    const gcm = { name: 'AES-GCM', iv: new Uint8Array(12) };
    const probed = await crypto.subtle.encrypt(gcm, keysAgain.wordsOut, PROBE);
    put(`resume k_words ${me}>${peer} of probe`, new Uint8Array(probed));
  }
  return out;
}

/** Header bytes in hex, for the header vectors. */
export const headerHex = (kid: bigint, ctr: bigint): string => toHex(encodeHeader(kid, ctr));
