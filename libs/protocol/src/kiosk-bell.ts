import * as z from 'zod/mini';

/** What a person in a booth says with one touch. It goes to the desk as a bell: no sound, no picture, no name. */
export const KioskProblem = z.enum(['cannot-hear', 'cannot-see', 'somebody-near', 'unwell', 'not-private']);
export type KioskProblem = z.infer<typeof KioskProblem>;

/** POST /api/kiosk/bell by the enrolled kiosk, in a session or outside of one; 204 once the desk's board has it. */
export const KioskBell = z.strictObject({
  problem: z.optional(KioskProblem),
  /** How long the kiosk had to keep it, because the line was broken. */
  keptSeconds: z.optional(z.int().check(z.gte(0), z.lte(86_400))),
});
export type KioskBell = z.infer<typeof KioskBell>;
