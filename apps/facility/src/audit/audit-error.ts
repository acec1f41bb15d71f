export type AuditErrorCode = 'erased' | 'details-without-booking' | 'keeper-refused' | 'keeper-down' | 'no-details';

/** The one error of this folder. Its message names no person. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
  constructor(
    readonly code: AuditErrorCode,
    message: string = code,
  ) {
    super(message);
  }
}
