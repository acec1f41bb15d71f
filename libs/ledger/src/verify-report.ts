import { LedgerError, type LedgerErrorCode } from './errors.js';

/** The steps of `verifyLog`, in order. The last two only where there is something to check. */
export const VERIFY_STEPS = [
  'key',
  'checkpoint',
  'files',
  'entries',
  'tree',
  'leaves',
  'receipts',
  'openings',
] as const;
export type VerifyStep = (typeof VERIFY_STEPS)[number];

/** The first thing that does not hold. `entry` is an index of the log, `byte` a position in `file`. */
export interface Finding {
  readonly step: VerifyStep;
  readonly code: LedgerErrorCode;
  readonly message: string;
  readonly file?: string;
  readonly entry?: number;
  readonly byte?: number;
  /** What it would mean if it is no accident. */
  readonly means: string;
}

/** What a verification found. `steps` are those that held. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly steps: readonly { readonly step: VerifyStep; readonly text: string }[];
  readonly finding?: Finding;
  readonly origin?: string;
  readonly size?: number;
  readonly root?: string;
}

export const MEANINGS: Readonly<Record<VerifyStep, string>> = {
  key: 'The log is not the one this key belongs to, or somebody replaced its key.',
  checkpoint: 'The statement of size and root was not made by the holder of the log key, or was changed afterwards.',
  files: 'Files were removed, added or renamed after the log was signed, or the copy is incomplete.',
  entries: 'An entry was changed, or stored in another place than the one it was signed at.',
  tree: 'The stored tree or the entries are not those that the checkpoint was signed over.',
  leaves: 'The log was signed over an entry that its own rules forbid: whoever wrote it broke them.',
  receipts: 'The log no longer holds what it held when the receipt was issued: it was cut back or rewritten.',
  openings:
    'The opened details are not those that were entered: they were changed afterwards, or are of another entry.',
};

/** Stops a verification at its first finding. */
export class Failed extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** Makes a finding of a step. */
export function failed(
  step: VerifyStep,
  code: LedgerErrorCode,
  message: string,
  where: { file?: string; entry?: number; byte?: number } = {},
): Failed {
  return new Failed({ step, code, message, ...where, means: MEANINGS[step] });
}

/** Runs a step whose LedgerErrors become findings. */
export async function guarded<T>(step: VerifyStep, work: () => T | Promise<T>, name?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const file = name ?? (step === 'key' ? 'log.vkey' : step);
    throw failed(step, error.code, error.message, { file });
  }
}
