import { AUDIBILITY } from './audibility-constants.js';
import type { HeardSecond, PageSecond } from './raw-second.js';

/**
 * Milliseconds from mouth to ear as far as browsers know them: half of each round trip, the jitter buffer, and Opus itself. What
 * is not told counts as nothing, and the buffers of microphone and loudspeaker are not in it, so it is the least.
 */
export const delayOf = (
  speakerRtt: number | undefined,
  { rtt }: Pick<PageSecond, 'rtt'>,
  { buffer }: Pick<HeardSecond, 'buffer'>,
): number => ((speakerRtt ?? 0) + (rtt ?? 0)) / 2 + (buffer ?? 0) + AUDIBILITY.opusDelayMs;
