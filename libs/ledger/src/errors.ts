/** Every way a ledger file, leaf, note or proof can be wrong. Stable: findings and keeper answers carry them. */
export type LedgerErrorCode =
  | 'not-canonical'
  | 'not-utf8'
  | 'leaf-malformed'
  | 'leaf-type-unknown'
  | 'leaf-not-of-type'
  | 'leaf-time'
  | 'leaf-facility'
  | 'chain-gap'
  | 'chain-rule'
  | 'vkey-malformed'
  | 'vkey-differs'
  | 'note-malformed'
  | 'note-not-signed'
  | 'signature-wrong'
  | 'checkpoint-malformed'
  | 'origin-differs'
  | 'path-malformed'
  | 'bundle-malformed'
  | 'tile-malformed'
  | 'tile-differs'
  | 'missing-file'
  | 'unknown-file'
  | 'root-differs'
  | 'proof-malformed'
  | 'proof-wrong'
  | 'receipt-malformed'
  | 'openings-malformed'
  | 'opening-differs'
  | 'log-cut-back'
  | 'log-forked';

export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  constructor(
    readonly code: LedgerErrorCode,
    message: string,
  ) {
    super(message);
  }
}
