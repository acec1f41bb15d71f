/** The abort codes of E2EE.md §9; the union is closed. */
export const SEAL_ABORT_CODES = [
  'unknown-suite',
  'bad-roster',
  'round-reused',
  'late-commit',
  'commit-mismatch',
  'duplicate',
  'bad-reveal',
  'weak-point',
  'bad-signature',
  'bad-confirm',
  'bad-key-message',
  'negotiation-violated',
  'verdict-different',
  'timeout',
  'too-many-attempts',
] as const;

export type SealAbortCode = (typeof SEAL_ABORT_CODES)[number];

/** The one error of this library: the attempt is to be aborted with this code. */
export class SealError extends Error {
  override readonly name = 'SealError';
  constructor(readonly code: SealAbortCode) {
    super(code);
  }
}
