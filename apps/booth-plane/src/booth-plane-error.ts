/** Why the booth plane cannot run. `sentence` is for the operator and holds no secret. */
export type BoothPlaneErrorCode =
  | 'bad-settings'
  | 'janus-missing'
  | 'janus-cannot-start'
  | 'no-media-address'
  | 'no-media-ports'
  | 'ruleset-refused'
  | 'layer-broken';

export class BoothPlaneError extends Error {
  constructor(
    readonly code: BoothPlaneErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'BoothPlaneError';
  }
}
