import * as z from 'zod/mini';
import { HearingSeat } from './hearing.js';

/** Packets of ten seconds, each with ten milliseconds of sound: Chromium makes none shorter. */
const MOST_PACKETS = 1_000;

/** Of the voice of one seat. */
const CountedVoice = z
  .strictObject({
    seat: HearingSeat,
    packets: z.int().check(z.gte(1), z.lte(MOST_PACKETS)),
    missing: z.int().check(z.gte(0)),
  })
  .check(z.refine(({ packets, missing }) => missing <= packets));
export type CountedVoice = z.infer<typeof CountedVoice>;

/**
 * What a page in court counted of others' sound over its last seconds, ten at most: packets that should have come, and those of
 * them of which no copy came before it was asked for again.
 */
export const LossReport = z.strictObject({
  type: z.literal('loss'),
  voices: z.array(CountedVoice).check(z.minLength(1), z.maxLength(64)),
});
export type LossReport = z.infer<typeof LossReport>;
