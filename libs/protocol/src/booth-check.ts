import * as z from 'zod/mini';
import { Instant } from './ids.js';

/** What a booth's kiosk tries of itself; the line in both directions, from the booth and to it. */
export const BoothPart = z.enum(['camera', 'microphone', 'speaker', 'line-out', 'line-in', 'browser']);
export type BoothPart = z.infer<typeof BoothPart>;

const faults = z.array(BoothPart).check(z.maxLength(BoothPart.options.length));

/** GET /api/kiosk/check. `due`: this booth has not been checked today, by the facility's calendar. */
export const BoothCheckState = z.object({ due: z.boolean() });
export type BoothCheckState = z.infer<typeof BoothCheckState>;

/** POST /api/kiosk/check: what does not work, nothing if all does; 204 once it is kept. Faults ring the bell. */
export const BoothCheck = z.strictObject({ faults });
export type BoothCheck = z.infer<typeof BoothCheck>;

/** A booth's newest check. */
export const BoothCheckFound = z.object({ at: Instant, faults });
export type BoothCheckFound = z.infer<typeof BoothCheckFound>;
