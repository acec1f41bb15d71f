/** Why this library cannot answer. */
export type LinkErrorCode = 'capacity-unknown' | 'capacity-too-small' | 'streams-wrong';

/** The one error of this library. `field` names the input it concerns. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  constructor(
    readonly code: LinkErrorCode,
    readonly field?: string,
  ) {
    super(code);
  }
}
