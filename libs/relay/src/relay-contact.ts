import { z } from 'zod';
import { RelayUrl } from '#protocol';

/**
 * How the facility reaches the relay (coturn): written by apps/relay once it answers, removed when it stops, with a new
 * secret at every start. Readable by the facility only; never log it.
 */
export const RelayContact = z.object({
  version: z.literal(1),
  /** 32 random bytes as hex, as text the key of coturn's `static-auth-secret`. */
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  /** Every candidate of this relay has this address; it is that of the booth plane. */
  address: z.string(),
  /** UDP, at that address. */
  port: z.int().min(1).max(65535),
  /** What devices are told, best way first. */
  urls: z.array(RelayUrl).min(1).max(4),
  startedAt: z.iso.datetime(),
});
export type RelayContact = z.infer<typeof RelayContact>;
