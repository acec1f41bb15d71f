import { z } from 'zod';
import { Instant } from './ids.js';

/** GET /api/oversight/log: what the server says of its log. The tiles are at /ledger/ of every host. */
export const LogSummary = z.object({
  origin: z.string(),
  vkey: z.string(),
  size: z.number().int(),
  checkpointAt: Instant,
  waiting: z.number().int(),
});
export type LogSummary = z.infer<typeof LogSummary>;

/** POST /api/oversight/openings: read the details under a commitment. Leaves a `details.read` entry. */
export const ReadDetails = z.object({ index: z.number().int().min(0), reason: z.string().min(3).max(200) });
/** Its answer. `salt` is 32 bytes hex; commitment = HMAC-SHA-256(salt, canonical JSON of details). */
export const Opening = z.object({ index: z.number().int(), salt: z.string(), details: z.unknown() });
export type Opening = z.infer<typeof Opening>;
