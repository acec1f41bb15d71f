import * as z from 'zod/mini';
import { Id128 } from './ids.js';

/**
 * GET /api/receipts/:booking (a party of the booking). `proofs` are C2SP tlog-proof texts, one an entry of the
 * session, in order. `late`: some entries wait in the outbox; `proofs` then holds those that are in the log.
 */
export const Receipt = z.object({
  booking: Id128,
  session: Id128,
  vkey: z.string(),
  late: z.boolean(),
  entries: z.array(z.object({ index: z.int(), leaf: z.string(), proof: z.string() })),
});
export type Receipt = z.infer<typeof Receipt>;
