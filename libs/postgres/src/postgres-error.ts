export type PostgresErrorCode = 'migration-changed' | 'migration-missing' | 'migration-failed';

/** The only error this library makes; those of the server come through as `pg` throws them. */
export class PostgresError extends Error {
  constructor(
    readonly code: PostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PostgresError';
  }
}
