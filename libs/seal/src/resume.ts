import { type Bytes, sameBytes } from './bytes.js';
import { checkProof, encodeProof, signProof } from './confirm.js';
import { hash, u8 } from './notation.js';
import { derivePairKeys, type PairKeys } from './pair-keys.js';
import { SealError } from './seal-error.js';
import type { SealEntropy, SealKeyPair } from './seal-entropy.js';
import { decodeResumeHello, encodeResumeHello, type ResumeHello } from './wire.js';

/** What both sides still hold of the handshake. `secret` and `vk`: own visit key, and the peer's out of T. */
export interface ResumeGround {
  readonly T: Bytes;
  readonly me: number;
  readonly peer: number;
  readonly secret: CryptoKey;
  readonly vk: Bytes;
}

/** After the own hello. Use it for one RESUME only. */
export interface ResumeStart {
  readonly hello: ResumeHello;
  readonly body: Bytes;
  readonly ephemeral: SealKeyPair;
}

/** After the peer's hello: send `proof`, then check the peer's. Keys serve only when both verified. */
export interface ResumeMet {
  readonly transcript: Bytes;
  readonly pair: PairKeys;
  readonly proof: Bytes;
}

export async function startResume(entropy: SealEntropy): Promise<ResumeStart> {
  const ephemeral = await entropy.ephemeral();
  const hello = { n: entropy.random(32), X: ephemeral.open };
  return { hello, body: encodeResumeHello(hello), ephemeral };
}

/** `T'` of E2EE.md §7; `lower` is the hello of the party with the smaller number. */
export async function resumeTranscript(
  T: Uint8Array,
  parties: readonly [number, number],
  lower: ResumeHello,
  higher: ResumeHello,
): Promise<Bytes> {
  const [i, j] = parties;
  return hash('resume', T, u8(i), u8(j), lower.n, lower.X, higher.n, higher.X);
}

/** Throws SealError `bad-confirm` (malformed), `duplicate` (own hello came back) or `weak-point`. */
export async function meetResume(ground: ResumeGround, start: ResumeStart, body: Bytes): Promise<ResumeMet> {
  const peer = decodeResumeHello(body);
  const own = start.hello;
  if (sameBytes(peer.n, own.n) || sameBytes(peer.X, own.X)) throw new SealError('duplicate');
  const first = ground.me < ground.peer;
  const parties: [number, number] = first ? [ground.me, ground.peer] : [ground.peer, ground.me];
  const transcript = await resumeTranscript(ground.T, parties, first ? own : peer, first ? peer : own);
  const pair = await derivePairKeys(start.ephemeral.secret, peer.X, transcript, ground.me, ground.peer);
  const signature = await signProof('sign resume', ground.secret, transcript, ground.me);
  return { transcript, pair, proof: await encodeProof(pair.confirmOut, transcript, signature) };
}

/** Throws SealError `bad-confirm` or `bad-signature`; returning means that the peer holds its visit key of T. */
export async function finishResume(ground: ResumeGround, met: ResumeMet, proof: Bytes): Promise<PairKeys> {
  const signed = { transcript: met.transcript, peer: ground.peer };
  await checkProof('sign resume', proof, met.pair.confirmIn, ground.vk, signed);
  return met.pair;
}
