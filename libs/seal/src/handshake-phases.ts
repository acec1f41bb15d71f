import { type Bytes, hasDuplicates, sameBytes } from './bytes.js';
import { encodeProof, signProof } from './confirm.js';
import type { Context } from './context.js';
import type { Phase, Slots, Transcript } from './handshake-state.js';
import { derivePairKeys, type PairKeys } from './pair-keys.js';
import { checkCred, commitTo, decodeReveal, hashCommits, hashTranscript } from './reveal.js';
import { SealError } from './seal-error.js';
import { encodeRevealBody, type Outgoing } from './wire.js';

/** Every slot filled, or nothing. */
export function complete<Value>(slots: Slots<Value>): readonly Value[] | undefined {
  return slots.every((value) => value !== undefined) ? slots : undefined;
}

export function withSlot<Value>(slots: Slots<Value>, at: number, value: Value): Slots<Value> {
  return slots.map((old, index) => (index === at ? value : old));
}

/** §3.2: freezes the commitments and reveals. */
export async function freeze(
  state: Phase<'committing'>,
  commits: readonly Bytes[],
  now: number,
): Promise<{ state: Phase<'revealing'>; send: Outgoing[] }> {
  const { context, own } = state;
  const cc = await hashCommits(context.ctxh, commits);
  const reveals = context.roster.map((_, party) => (party === context.me ? own.reveal : undefined));
  return {
    state: { phase: 'revealing', context, own, commits, cc, reveals, since: now, waiting: [] },
    send: [{ step: 'reveal', body: encodeRevealBody(cc, own.reveal) }],
  };
}

/** §3.3: checks all reveals against the frozen commitments. Throws SealError. */
export async function openReveals(
  { ctxh }: Pick<Context, 'ctxh'>,
  commits: readonly Bytes[],
  cc: Bytes,
  bodies: readonly Bytes[],
): Promise<Transcript> {
  for (const [party, body] of bodies.entries()) {
    const opened = await commitTo(ctxh, party, body);
    if (!sameBytes(opened, commits[party]!)) throw new SealError('commit-mismatch');
  }
  const reveals = bodies.map(decodeReveal);
  for (const part of ['vk', 'X', 'r'] as const) {
    if (hasDuplicates(reveals.map((reveal) => reveal[part]))) throw new SealError('duplicate');
  }
  for (const reveal of reveals) await checkCred(reveal, ctxh);
  return { T: await hashTranscript(cc, bodies), cc, commits, reveals };
}

/** §3.4 and §3.5: derives the pair keys, lets go of the ephemeral, and confirms to each other party. */
export async function confirmAll(
  state: Phase<'revealing'>,
  bodies: readonly Bytes[],
  now: number,
): Promise<{ state: Phase<'confirming'>; send: Outgoing[] }> {
  const { context, own } = state;
  const { me } = context;
  const transcript = await openReveals(context, state.commits, state.cc, bodies);
  const signature = await signProof('sign confirm', own.visit.secret, transcript.T, me);
  const pairs: (PairKeys | undefined)[] = [];
  const send: Outgoing[] = [];
  for (const [to, { X }] of transcript.reveals.entries()) {
    const pair = to === me ? undefined : await derivePairKeys(own.ephemeral.secret, X, transcript.T, me, to);
    pairs.push(pair);
    if (pair) send.push({ step: 'confirm', to, body: await encodeProof(pair.confirmOut, transcript.T, signature) });
  }
  const confirmed = context.roster.map((_, party) => party === me);
  const { secret: visit } = own.visit;
  return {
    state: { phase: 'confirming', context, visit, transcript, pairs, confirmed, since: now, waiting: [] },
    send,
  };
}
