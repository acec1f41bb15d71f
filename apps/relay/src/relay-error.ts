/** Why the relay cannot run. `sentence` is for the operator and holds no secret. */
export type RelayErrorCode = 'bad-settings' | 'coturn-missing' | 'ruleset-refused' | 'cannot-start' | 'ended';

export class RelayError extends Error {
  constructor(
    readonly code: RelayErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'RelayError';
  }
}
