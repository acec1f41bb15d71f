import * as z from 'zod/mini';
import { Instant } from './ids.js';

/** GET /api/oversight/log: what the server says of its log. The tiles are at /ledger/ of every host. */
export const LogSummary = z.object({
  origin: z.string(),
  vkey: z.string(),
  size: z.int(),
  checkpointAt: Instant,
  waiting: z.int(),
});
export type LogSummary = z.infer<typeof LogSummary>;

/** POST /api/oversight/openings: read the details under a commitment. Leaves a `details.read` entry. */
export const ReadDetails = z.strictObject({
  index: z.int().check(z.gte(0)),
  reason: z.string().check(z.minLength(3), z.maxLength(200)),
});
/** Its answer. `salt` is 32 bytes hex; commitment = HMAC-SHA-256(salt, canonical JSON of details). */
export const Opening = z.object({ index: z.int(), salt: z.string(), details: z.unknown() });
export type Opening = z.infer<typeof Opening>;
