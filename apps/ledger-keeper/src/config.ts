import { Origin } from '#ledger';
import { z } from 'zod';

const Environment = z.object({
  HABEAS_DATA: z.string().min(1),
  HABEAS_LEDGER: z.string().min(1),
  HABEAS_ORIGIN: Origin,
  HABEAS_KEEPER_WRITERS: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(z.strictObject({ facility: z.string().min(1).max(107) })),
});

/** Settings of the keeper: its private folder, the public one, the log's origin and a socket for each writer. */
export interface KeeperConfig {
  readonly privateFolder: string;
  readonly ledgerFolder: string;
  readonly origin: string;
  readonly writers: Readonly<Record<'facility', string>>;
}

/** Throws a ZodError that names the variable. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): KeeperConfig {
  const parsed = Environment.parse(env);
  return {
    privateFolder: parsed.HABEAS_DATA,
    ledgerFolder: parsed.HABEAS_LEDGER,
    origin: parsed.HABEAS_ORIGIN,
    writers: parsed.HABEAS_KEEPER_WRITERS,
  };
}
