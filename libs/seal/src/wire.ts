import { type Bytes, concat } from './bytes.js';
import { u32, u64, u8 } from './notation.js';
import { SealError } from './seal-error.js';

/**
 * Wire bodies of the steps (E2EE.md §3 to §7). CONFIRM and RESUME proofs: `confirm.ts`; VERDICT: `verdict.ts`;
 * WORDS (docs/adr/0010): `words-message.ts`.
 */
export type Step = 'commit' | 'reveal' | 'confirm' | 'key' | 'verdict' | 'words' | 'resume-hello' | 'resume-proof';

export const MAX_BODY = 2048;

/** One message between parties; `to` is absent for messages to all. */
export interface Outgoing {
  readonly step: Step;
  readonly to?: number;
  readonly body: Bytes;
}
export interface Incoming {
  readonly step: Step;
  readonly from: number;
  readonly body: Bytes;
}

export interface Commit {
  readonly ctxh: Bytes;
  readonly i: number;
  readonly c: Bytes;
}

export const encodeCommit = ({ ctxh, i, c }: Commit): Bytes => concat(ctxh, u8(i), c);

/** Throws SealError `commit-mismatch`. */
export function decodeCommit(body: Bytes): Commit {
  if (body.length !== 65) throw new SealError('commit-mismatch');
  return { ctxh: body.slice(0, 32), i: body[32]!, c: body.slice(33) };
}

export const encodeRevealBody = (cc: Uint8Array, reveal: Uint8Array): Bytes => concat(cc, reveal);

/** Throws SealError `bad-reveal`. */
export function splitRevealBody(body: Bytes): { readonly cc: Bytes; readonly reveal: Bytes } {
  if (body.length < 32 + 98) throw new SealError('bad-reveal');
  return { cc: body.slice(0, 32), reveal: body.slice(32) };
}

export interface KeyBody {
  readonly kid: number;
  readonly seq: bigint;
  readonly wrapped: Bytes;
}

export const encodeKeyBody = ({ kid, seq, wrapped }: KeyBody): Bytes => concat(u32(kid), u64(seq), wrapped);

/** Throws SealError `bad-key-message`. */
export function decodeKeyBody(body: Bytes): KeyBody {
  if (body.length !== 60) throw new SealError('bad-key-message');
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return { kid: view.getUint32(0), seq: view.getBigUint64(4), wrapped: body.slice(12) };
}

export interface ResumeHello {
  readonly n: Bytes;
  readonly X: Bytes;
}

export const encodeResumeHello = ({ n, X }: ResumeHello): Bytes => concat(n, X);

/** Throws SealError `bad-confirm`. */
export function decodeResumeHello(body: Bytes): ResumeHello {
  if (body.length !== 64) throw new SealError('bad-confirm');
  return { n: body.slice(0, 32), X: body.slice(32) };
}
