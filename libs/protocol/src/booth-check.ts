import * as z from 'zod/mini';
import { Instant } from './ids.js';

/** What a booth's kiosk tries of itself; the line in both directions, from the booth and to it. */
export const BoothPart = z.enum(['camera', 'microphone', 'speaker', 'line-out', 'line-in', 'browser']);
export type BoothPart = z.infer<typeof BoothPart>;

const faults = z.array(BoothPart).check(z.maxLength(BoothPart.options.length));

/**
 * GET /api/kiosk/check. `due`: this booth has not been checked today, by the facility's calendar. `test`: a code for a
 * test of this booth is out.
 */
export const BoothCheckState = z.object({ due: z.boolean(), test: z.boolean() });
export type BoothCheckState = z.infer<typeof BoothCheckState>;

/** POST /api/kiosk/check: what does not work, nothing if all does; 204 once it is kept. Faults ring the bell. */
export const BoothCheck = z.strictObject({ faults });
export type BoothCheck = z.infer<typeof BoothCheck>;

/** A booth's newest check. */
export const BoothCheckFound = z.object({ at: Instant, faults });
export type BoothCheckFound = z.infer<typeof BoothCheckFound>;

/** POST /api/desk/booth-tests by an operator. */
export const BoothTestWish = z.strictObject({ booth: z.string().check(z.minLength(1), z.maxLength(16)) });
export type BoothTestWish = z.infer<typeof BoothTestWish>;

/** Eight digits, typed once at the booth's kiosk in place of a slip's. */
export const BoothTestCode = z.object({ booth: z.string(), code: z.string(), until: Instant });
export type BoothTestCode = z.infer<typeof BoothTestCode>;

/** POST /api/kiosk/check/test: 204 opens the test, `code-wrong` is for `/api/kiosk/open`. */
export const OpenBoothTest = z.strictObject({ code: z.string().check(z.regex(/^\d{8}$/)) });
export type OpenBoothTest = z.infer<typeof OpenBoothTest>;
