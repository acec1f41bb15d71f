/**
 * Why the keeper does not start or does not sign: it stays down until a person has looked. And why a copy of its key is
 * not made or not put back.
 */
export type KeeperErrorCode =
  | 'already-running'
  | 'key-missing'
  | 'key-malformed'
  | 'guard-missing'
  | 'guard-malformed'
  | 'guard-behind'
  | 'ledger-cut-back'
  | 'ledger-damaged'
  | 'would-fork'
  | 'key-there'
  | 'checkpoint-foreign'
  | 'copy-unreadable'
  | 'passphrase-short'
  | 'passphrase-wrong';

export class KeeperError extends Error {
  override readonly name = 'KeeperError';
  constructor(
    readonly code: KeeperErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** For the person at the terminal: what it means, and that nothing was signed. */
export const KEEPER_SENTENCES: Readonly<Partial<Record<KeeperErrorCode, string>>> = {
  'ledger-cut-back':
    'The ledger on this disk is older than what its key has signed. Nothing is signed until the newest copy of it is back: see docs/backup.md.',
  'guard-behind':
    'The keeper’s own folder is older than the ledger. Nothing is signed: never put back an older copy of that folder; see docs/backup.md.',
  'key-missing': 'The ledger has entries and its key is gone. Nothing can be signed: see docs/backup.md.',
  'already-running': 'Habeas runs on this data folder. Stop it first: Ctrl-C, or systemctl stop habeas.target.',
  'key-there': 'There is a key in the keeper’s folder. Nothing was changed.',
  'checkpoint-foreign': 'The ledger on this disk is not signed by the key of this copy. Nothing was changed.',
  'copy-unreadable': 'This is not a copy of the key as it was printed.',
  'passphrase-short': 'The passphrase is too short: whoever finds the paper could guess it.',
  'passphrase-wrong': 'The passphrase is not right. Nothing was changed.',
  'ledger-damaged': 'The ledger on this disk was changed. Nothing is signed until a copy of it that verifies is back.',
};
