import * as z from 'zod/mini';
import { SealProfile } from './seal-profile.js';

/**
 * Roles of accounts. A kiosk is not an account: it is enrolled (see EnrolKiosk). An interpreter signs in where attorneys do,
 * and sees nothing but the bookings to interpret in. A clerk of court schedules and runs hearings.
 */
export const Role = z.enum(['desk', 'attorney', 'oversight', 'operator', 'interpreter', 'clerk']);
export type Role = z.infer<typeof Role>;

export const Audience = z.enum(['desk', 'kiosk', 'attorney', 'oversight', 'court']);
/** One host name each: `desk.localhost`, `kiosk.localhost` … in the demo. */
export type Audience = z.infer<typeof Audience>;

/** What screens and letters call the facility (`HABEAS_FACILITY_NAME`). */
export const FacilityName = z.string().check(z.minLength(1), z.maxLength(120));

/** GET /api/me. `person` is absent when nobody is signed in; `locked`: signed in, and must say so again. */
export const Me = z.object({
  facility: z.object({ name: FacilityName, zone: z.string() }),
  seal: SealProfile,
  person: z.optional(
    z.object({ id: z.string(), name: z.string(), username: z.string(), role: Role, locked: z.optional(z.boolean()) }),
  ),
  /** At shared desks: minutes without a touch or a key after which the desk locks. */
  lockMinutes: z.optional(z.int()),
});
export type Me = z.infer<typeof Me>;

/** POST /api/sign-in; answers 204 and sets the cookie, or 401 wrong-sign-in, 429 too-many-tries. */
export const SignIn = z.strictObject({
  username: z.string().check(z.minLength(1), z.maxLength(64)),
  password: z.string().check(z.minLength(1), z.maxLength(256)),
});
export type SignIn = z.infer<typeof SignIn>;
