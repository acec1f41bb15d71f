import * as z from 'zod/mini';
import { Instant } from './ids.js';

/** One sign-in of the account that asks. */
export const OwnSignIn = z.object({
  id: z.string(),
  /** User-Agent of the browser that signed in; empty if it gave none. */
  browser: z.string(),
  since: Instant,
  /** To the minute. */
  seen: Instant,
  /** The one that asks. */
  own: z.boolean(),
});
export type OwnSignIn = z.infer<typeof OwnSignIn>;

/** GET /api/account: the own account. */
export const OwnAccount = z.object({ now: Instant, signIns: z.array(OwnSignIn) });
export type OwnAccount = z.infer<typeof OwnAccount>;
