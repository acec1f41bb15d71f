import type { RefusalCode } from '#protocol';

/** Codes a rule of this library can refuse with. */
export type HearingErrorCode = Extract<
  RefusalCode,
  | 'not-allowed'
  | 'wrong-state'
  | 'hearing-over'
  | 'not-in-court'
  | 'person-unknown'
  | 'times-wrong'
  | 'bad-input'
  | 'parts-overlap'
  | 'pre-too-short'
  | 'attorney-unknown'
  | 'parties-differ'
>;

/** The one error of this library. */
export class HearingError extends Error {
  override readonly name = 'HearingError';
  constructor(
    readonly code: HearingErrorCode,
    readonly field?: string,
  ) {
    super(code);
  }
}
