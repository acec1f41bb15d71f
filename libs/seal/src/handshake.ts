import { concat, sameBytes, type Bytes } from './bytes.js';
import { checkProof } from './confirm.js';
import type { Context } from './context.js';
import { complete, confirmAll, freeze, withSlot } from './handshake-phases.js';
import type { Handshake, Phase, Progress } from './handshake-state.js';
import { commitTo, encodeReveal } from './reveal.js';
import { type SealAbortCode, SealError } from './seal-error.js';
import type { SealEntropy } from './seal-entropy.js';
import { decodeCommit, encodeCommit, type Incoming, MAX_BODY, splitRevealBody, type Step } from './wire.js';

/** Milliseconds a step may take (E2EE.md §3). */
export const STEP_TIMEOUT = 10_000;
const MAX_WAITING_KEYS = 8;

export type HandshakeEvent =
  | { readonly type: 'message'; readonly message: Incoming; readonly now: number }
  | { readonly type: 'tick'; readonly now: number };

/** The code of a message that is malformed or comes at a wrong time, by its step. */
const REFUSED: Record<Exclude<Step, 'words'>, SealAbortCode> = {
  commit: 'commit-mismatch',
  reveal: 'bad-reveal',
  confirm: 'bad-confirm',
  key: 'bad-key-message',
  verdict: 'bad-signature',
  'resume-hello': 'bad-confirm',
  'resume-proof': 'bad-confirm',
};

/** The step a phase takes now, and those it keeps for the next phase. */
const TAKES = { committing: 'commit', revealing: 'reveal', confirming: 'confirm' } as const;
const KEEPS: Record<keyof typeof TAKES, readonly Step[]> = {
  committing: ['reveal'],
  revealing: ['confirm'],
  confirming: ['key', 'verdict'],
};

/** Draws this party's secrets and commits. `cred` makes the credential of an enrolled device for a visit key. */
export async function startHandshake(
  context: Context,
  entropy: SealEntropy,
  now: number,
  cred: (vk: Bytes) => Promise<Bytes> = async () => new Uint8Array(0),
): Promise<Progress> {
  const visit = await entropy.visitKey();
  const ephemeral = await entropy.ephemeral();
  const r = entropy.random(32);
  const reveal = encodeReveal({ vk: visit.open, X: ephemeral.open, r, cred: await cred(visit.open) });
  const { me: i, ctxh, roster } = context;
  const c = await commitTo(ctxh, i, reveal);
  const commits = roster.map((_, party) => (party === i ? c : undefined));
  return {
    state: { phase: 'committing', context, own: { visit, ephemeral, reveal }, commits, since: now, waiting: [] },
    send: [{ step: 'commit', body: encodeCommit({ ctxh, i, c }) }],
  };
}

/**
 * The one transition of the handshake. A refused message gives `aborted`, never an exception.
 * Once `keyed`, `waiting` holds KEY and VERDICT messages that came early, for the session to take.
 */
export async function transition(state: Handshake, event: HandshakeEvent): Promise<Progress> {
  if (state.phase === 'aborted') return { state, send: [] };
  try {
    if (event.type === 'message') return await accept(state, event.message, event.now);
    if (state.phase !== 'keyed' && event.now - state.since >= STEP_TIMEOUT) throw new SealError('timeout');
    return { state, send: [] };
  } catch (error) {
    if (error instanceof SealError) return { state: { phase: 'aborted', code: error.code }, send: [] };
    throw error;
  }
}

type Running = Exclude<Handshake, { phase: 'aborted' }>;

async function accept(state: Running, message: Incoming, now: number): Promise<Progress> {
  const { step, from, body } = message;
  const { roster, me } = state.context;
  if (!Number.isInteger(from) || from < 0 || from >= roster.length) throw new SealError('bad-roster');
  if (from === me) throw new SealError('duplicate');
  // Words belong to a keyed session and no handshake; what comes before is not arrived, and its sender sees that.
  if (step === 'words') return { state, send: [] };
  if (body.length > MAX_BODY) throw new SealError(REFUSED[step]);
  if (isRepeat(state, message)) return { state, send: [] };
  if (state.phase !== 'keyed') {
    if (KEEPS[state.phase].includes(step))
      return { state: { ...state, waiting: keep(state.waiting, message) }, send: [] };
    if (TAKES[state.phase] === step) return advance(await take(state, message), now);
  }
  throw new SealError(hasPassed(state, step) ? 'duplicate' : REFUSED[step]);
}

/** The very same COMMIT again changes nothing; another one, once there is one, aborts. */
function isRepeat(state: Running, { step, from, body }: Incoming): boolean {
  if (step !== 'commit') return false;
  const known = state.phase === 'confirming' || state.phase === 'keyed' ? state.transcript.commits : state.commits;
  const held = known[from];
  if (!held) return false;
  const { ctxh, i, c } = decodeCommit(body);
  if (i === from && sameBytes(c, held) && sameBytes(ctxh, state.context.ctxh)) return true;
  throw new SealError(state.phase === 'committing' ? 'duplicate' : 'late-commit');
}

function hasPassed(state: Running, step: Step): boolean {
  const order: readonly Step[] = ['commit', 'reveal', 'confirm'];
  const at = state.phase === 'keyed' ? order.length : order.indexOf(TAKES[state.phase]);
  return order.includes(step) && order.indexOf(step) < at;
}

/**
 * One per sender and type. KEY counts as one type per kid, since an honest sender has a key for each kind and
 * may already have replaced one; the newest of a kid is kept.
 */
function keep(waiting: readonly Incoming[], message: Incoming): readonly Incoming[] {
  const ofSender = waiting.filter(({ from, step }) => from === message.from && step === message.step);
  if (message.step !== 'key') {
    if (ofSender.length > 0) throw new SealError('duplicate');
    return [...waiting, message];
  }
  const others = waiting.filter((old) => !ofSender.includes(old) || !sameBytes(kid(old.body), kid(message.body)));
  if (others.filter((old) => ofSender.includes(old)).length >= MAX_WAITING_KEYS) throw new SealError('bad-key-message');
  return [...others, message];
}

const kid = (body: Bytes): Bytes => body.subarray(0, 4);

type Taking = Exclude<Running, { phase: 'keyed' }>;

async function take(state: Taking, { from, body }: Incoming): Promise<Taking> {
  switch (state.phase) {
    case 'committing': {
      const { ctxh, i, c } = decodeCommit(body);
      if (i !== from || !sameBytes(ctxh, state.context.ctxh)) throw new SealError('commit-mismatch');
      return { ...state, commits: withSlot(state.commits, from, c) };
    }
    case 'revealing': {
      if (state.reveals[from]) throw new SealError('duplicate');
      const { cc, reveal } = splitRevealBody(body);
      if (!sameBytes(cc, state.cc)) throw new SealError('commit-mismatch');
      return { ...state, reveals: withSlot(state.reveals, from, reveal) };
    }
    default:
      return takeConfirm(state, from, concat(body));
  }
}

async function takeConfirm(state: Phase<'confirming'>, from: number, body: Bytes): Promise<Taking> {
  if (state.confirmed[from]) throw new SealError('duplicate');
  const { T, reveals } = state.transcript;
  const signed = { transcript: T, peer: from };
  await checkProof('sign confirm', body, state.pairs[from]!.confirmIn, reveals[from]!.vk, signed);
  return { ...state, confirmed: state.confirmed.map((done, party) => done || party === from) };
}

async function advance(state: Taking, now: number): Promise<Progress> {
  const next = await nextPhase(state, now);
  if (!next) return { state, send: [] };
  if (next.state.phase === 'keyed') return next;
  let progress: Progress = next;
  for (const message of state.waiting) {
    const after = await accept(progress.state as Running, message, now);
    progress = { state: after.state, send: [...progress.send, ...after.send] };
  }
  return progress;
}

async function nextPhase(state: Taking, now: number): Promise<Progress | undefined> {
  if (state.phase === 'confirming') {
    if (!state.confirmed.every(Boolean)) return undefined;
    const { context, visit, transcript, pairs, waiting } = state;
    return { state: { phase: 'keyed', context, visit, transcript, pairs, waiting, since: now }, send: [] };
  }
  if (state.phase === 'committing') {
    const commits = complete(state.commits);
    return commits && freeze(state, commits, now);
  }
  const reveals = complete(state.reveals);
  return reveals && confirmAll(state, reveals, now);
}
