import * as z from 'zod/mini';
import { BoothCheckFound } from './booth-check.js';

const moment = z.string();

/** What an operator should do something about. The page has a sentence for each, and the command that helps. */
export const StatusFinding = z.enum([
  'self-test-failed',
  'part-down',
  'hints-down',
  'hearing-plane-down',
  'relay-down',
  'disk-full',
  'disk-fills',
  'ledger-waits',
  'clock-off',
  'clock-jumped',
  'clock-unkept',
  'certificate-ends',
  'backup-missing',
  'backup-old',
  'restore-untested',
  'kiosk-silent',
  'booth-fault',
  'self-test-missing',
]);
export type StatusFinding = z.infer<typeof StatusFinding>;

/** GET /api/status, operators only: no name, nothing of a booking. */
export const Status = z.object({
  now: moment,
  version: z.string(),
  node: z.string(),
  parts: z.array(z.object({ part: z.string(), up: z.boolean(), since: moment })),
  /** Bytes; `days` until it is full as it filled lately, absent when it does not fill or nobody knows yet. */
  disk: z.object({ free: z.number(), total: z.number(), days: z.optional(z.number()) }),
  /** Entries that wait for the ledger. */
  waiting: z.int(),
  clock: z.object({
    source: z.enum(['chrony', 'kernel', 'timesyncd', 'unknown']),
    synchronised: z.optional(z.boolean()),
    /** Seconds ahead. */
    offset: z.optional(z.number()),
    jump: z.optional(z.object({ at: moment, seconds: z.number() })),
  }),
  /** Of the certificate that browsers see; absent without TLS. */
  certificateUntil: z.optional(moment),
  backupAt: z.optional(moment),
  restoreTestAt: z.optional(moment),
  /** The last self-test that could be run; `letThrough` names what should have been refused. */
  selfTest: z.optional(z.object({ at: moment, tried: z.int(), refused: z.int(), letThrough: z.array(z.string()) })),
  /** The last restore, and the moment its backup was of. */
  restored: z.optional(z.object({ at: moment, from: moment })),
  /** `check`: the newest of the booth, a device test or its own. */
  kiosks: z.array(z.object({ booth: z.string(), seenAt: z.optional(moment), check: z.optional(BoothCheckFound) })),
  findings: z.array(StatusFinding),
});
export type Status = z.infer<typeof Status>;
