/**
 * `plane-down`: no connection, or it broke. `no-answer`: none in time. `refused`: Janus or the VideoRoom said no,
 * `janusCode` says why (its documented numbers). `malformed`: an answer that is not as documented.
 */
export type JanusErrorCode = 'plane-down' | 'no-answer' | 'refused' | 'malformed';

export class JanusError extends Error {
  constructor(
    readonly code: JanusErrorCode,
    message: string,
    readonly janusCode?: number,
  ) {
    super(message);
    this.name = 'JanusError';
  }
}
