import type { SeenRound } from '#protocol';
import { type Context, encodeReveal, toBase64Url, type Transcript } from '#seal';

export type SeenVerdict = SeenRound['verdicts'][number];

/** What a receipt takes of a handshake from the moment that every reveal is known: all of it is public. */
export const seenRound = (
  { context, transcript }: { readonly context: Context; readonly transcript: Transcript },
  verdicts: readonly SeenVerdict[] = [],
): SeenRound => ({
  ctx: toBase64Url(context.ctx),
  me: context.me,
  reveals: transcript.reveals.map((reveal) => toBase64Url(encodeReveal(reveal))),
  verdicts: [...verdicts],
});
