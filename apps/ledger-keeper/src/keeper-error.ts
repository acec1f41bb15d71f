/** Why the keeper does not start or does not sign. It stays down until a person has looked. */
export type KeeperErrorCode =
  | 'already-running'
  | 'key-missing'
  | 'key-malformed'
  | 'guard-missing'
  | 'guard-malformed'
  | 'guard-behind'
  | 'ledger-cut-back'
  | 'ledger-damaged'
  | 'would-fork';

export class KeeperError extends Error {
  override readonly name = 'KeeperError';
  constructor(
    readonly code: KeeperErrorCode,
    message: string,
  ) {
    super(message);
  }
}
