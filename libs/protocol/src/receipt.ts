import * as z from 'zod/mini';
import { Id128, SealBytes } from './ids.js';

/** What lies under the commitment of an entry: `salt` hex. */
const Opened = z.object({ salt: z.string(), details: z.unknown() });

/** One entry of the session: the bytes of its leaf as text, and a C2SP tlog-proof that the log holds it. */
const ReceiptEntry = z.object({ index: z.int(), leaf: z.string(), proof: z.string(), opened: z.optional(Opened) });

/**
 * GET /api/receipts/:booking (a party of the booking). `late`: some entries wait in the outbox; `entries` then holds
 * those that are in the log. Verdicts come opened until the booking's details are erased.
 */
export const SessionEntries = z.object({
  booking: Id128,
  session: Id128,
  vkey: z.string(),
  late: z.boolean(),
  entries: z.array(ReceiptEntry),
});
export type SessionEntries = z.infer<typeof SessionEntries>;

/**
 * One keyed handshake as this device saw it (E2EE.md §2 to §4), never as the server tells it. Nothing of it is secret:
 * `ctx`, `reveals` in the order of its roster, `me` the own place, and the verdicts that arrived or were sent.
 */
export const SeenRound = z.object({
  ctx: SealBytes,
  me: z.int().check(z.gte(0), z.lte(3)),
  reveals: z.array(SealBytes),
  verdicts: z.array(z.object({ from: z.int().check(z.gte(0), z.lte(3)), same: z.boolean(), signature: SealBytes })),
});
export type SeenRound = z.infer<typeof SeenRound>;

/** A receipt as its owner keeps it: the server's part, and what the own device saw, in order. */
export const Receipt = z.extend(SessionEntries, { seen: z.array(SeenRound) });
export type Receipt = z.infer<typeof Receipt>;
