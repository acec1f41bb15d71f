/** Why a database that was put back cannot be used with this ledger. */
export type RestoreErrorCode = 'other-ledger' | 'entry-of-closed-session';

export class RestoreError extends Error {
  override readonly name = 'RestoreError';
  constructor(
    readonly code: RestoreErrorCode,
    message: string,
  ) {
    super(message);
  }
}
