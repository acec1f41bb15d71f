import type { Bytes } from './bytes.js';
import { contextHash, decodeContext, type Offer } from './context.js';
import { openReveals } from './handshake-phases.js';
import type { Transcript } from './handshake-state.js';
import { commitTo, hashCommits } from './reveal.js';
import { SealError } from './seal-error.js';

/**
 * The transcript of a handshake that is over, out of what each party revealed in it (E2EE.md §3.3); `reveals` in the order
 * of the roster. Throws SealError: `unknown-suite` or `bad-roster` (no `ctx`), `bad-reveal`, `duplicate`, `bad-signature`.
 */
export async function recomputeTranscript(
  ctx: Bytes,
  reveals: readonly Bytes[],
): Promise<{ readonly offer: Offer; readonly transcript: Transcript }> {
  const offer = decodeContext(ctx);
  const { round, roster } = offer;
  if (roster.length < 2 || roster.length !== reveals.length) throw new SealError('bad-roster');
  const ctxh = await contextHash(ctx);
  const commits = await Promise.all(reveals.map((reveal, party) => commitTo(ctxh, party, reveal)));
  const cc = await hashCommits(ctxh, commits);
  return { offer, transcript: await openReveals({ round, roster, me: -1, ctx, ctxh }, commits, cc, reveals) };
}
