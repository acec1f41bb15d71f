import { z } from 'zod';

/** The line that apps/facility/src/seed.js prints. Passwords and the kiosk's code only on a fresh database. */
export const Seeded = z.object({
  facility: z.string(),
  accounts: z.array(z.object({ username: z.string(), role: z.string(), password: z.string().optional() })),
  kiosk: z.object({ booth: z.string(), enrolmentCode: z.string() }).optional(),
});
export type Seeded = z.infer<typeof Seeded>;

/** The line that apps/facility/src/reset-password.js prints. */
export const NewPassword = z.object({ username: z.string(), password: z.string() });

/** The last line of an output that is a JSON object; programs may print others before. */
export function lastJson(output: string): unknown {
  const line = output
    .trim()
    .split('\n')
    .findLast((text) => text.startsWith('{'));
  return line === undefined ? undefined : JSON.parse(line);
}
