import type { Bytes } from './bytes.js';
import { openReveals } from './handshake-phases.js';
import type { Transcript } from './handshake-state.js';
import { commitTo, hashCommits } from './reveal.js';
import { SealError } from './seal-error.js';

/**
 * The transcript of a handshake that is over, out of `ctxh` and what each party revealed (E2EE.md §3.3); `reveals` in the order
 * of the roster. Throws SealError `bad-roster` (fewer than two or more than four), `bad-reveal`, `duplicate`, `bad-signature`.
 */
export async function recomputeTranscript(ctxh: Bytes, reveals: readonly Bytes[]): Promise<Transcript> {
  if (ctxh.length !== 32 || reveals.length < 2 || reveals.length > 4) throw new SealError('bad-roster');
  const commits = await Promise.all(reveals.map((reveal, party) => commitTo(ctxh, party, reveal)));
  return openReveals({ ctxh }, commits, await hashCommits(ctxh, commits), reveals);
}
