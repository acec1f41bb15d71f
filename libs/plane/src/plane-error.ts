/** Why a plane cannot run. `sentence` is for the operator and holds no secret. */
export type PlaneErrorCode =
  | 'bad-settings'
  | 'janus-missing'
  | 'janus-cannot-start'
  | 'no-media-address'
  | 'no-media-ports'
  | 'ruleset-refused'
  | 'layer-broken';

export class PlaneError extends Error {
  constructor(
    readonly code: PlaneErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'PlaneError';
  }
}
