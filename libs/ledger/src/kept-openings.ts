import { z } from 'zod';

/** Details that somebody opened and keeps outside the log. `salt`: 32 bytes, hex. */
export const KeptOpening = z.strictObject({
  index: z.int().min(0),
  /** Why, in the words that were entered with the opening. */
  reason: z.string(),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  details: z.unknown(),
});
export type KeptOpening = z.infer<typeof KeptOpening>;

/** `openings.json` of an export. */
export const KeptOpenings = z.strictObject({ v: z.literal(1), openings: z.array(KeptOpening) });
export type KeptOpenings = z.infer<typeof KeptOpenings>;
