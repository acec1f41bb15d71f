export type CallingErrorCode =
  | 'negotiation-violated'
  | 'devices-refused'
  | 'no-person'
  | 'media-lost'
  | 'frame-too-large'
  | 'frame-malformed';

/** The one error of this lib. */
export class CallingError extends Error {
  constructor(
    readonly code: CallingErrorCode,
    message: string = code,
  ) {
    super(message);
    this.name = 'CallingError';
  }
}
