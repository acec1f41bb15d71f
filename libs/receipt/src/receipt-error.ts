/** Every way in which a receipt can contradict itself or the log. Stable: findings carry them. */
export type ReceiptErrorCode =
  /** What the device saw is no transcript of this booking. */
  | 'transcript-malformed'
  /** A verdict is not signed by the visit key that it is said to be of. */
  | 'verdict-not-signed'
  /** The details shown are not those that the log is committed to. */
  | 'opening-differs'
  /** The log has a verdict under a key, or on a transcript, that is not the one this device saw. */
  | 'keys-differ'
  /** It says that entries wait which cannot be. */
  | 'late-differs'
  /** No verdict in the log is of the keys that this device saw. */
  | 'session-not-found';

export class ReceiptError extends Error {
  override readonly name = 'ReceiptError';
  constructor(
    readonly code: ReceiptErrorCode,
    message: string,
    /** Index in the log. */
    readonly entry?: number,
  ) {
    super(message);
  }
}
