/** Why a file of raw seconds cannot be read. */
export type AudibilityErrorCode =
  /** A line is no second of this format, or there is none. */
  | 'line-malformed'
  /** The same seat or pair stands in one second twice. */
  | 'told-twice'
  /** The file does not end as it must: it was cut off. */
  | 'no-end'
  /** Of another version of the format, which this program does not read. */
  | 'version-unknown';

/** The one error of this library. `line` counts from 1. */
export class AudibilityError extends Error {
  override readonly name = 'AudibilityError';
  constructor(
    readonly code: AudibilityErrorCode,
    readonly line: number,
  ) {
    super(`line ${line}: ${code}`);
  }
}
