import { checkReceipt, type CodeCheck, findSession, type ReceiptCheck, type SessionEntry } from '#receipt';
import { nodeEd25519 } from './node-ed25519.js';
import type { ReceiptFile } from './receipt-file.js';

/** The log's key, and whether the auditor gave it. */
export interface LogKey {
  readonly vkey: string;
  readonly pinned: boolean;
}

/** What came out for one receipt; `code` for the text of a QR code, which only a log can answer. */
export type ReceiptVerdict = LogKey & { readonly name: string } & (
    | { readonly kind: 'receipt'; readonly check: ReceiptCheck }
    | { readonly kind: 'code'; readonly check: CodeCheck }
  );

/**
 * Checks what a receipt says by itself; `key` is that of the log, without one the receipt names its own. `entries`: those of the
 * verified log, if there is one. Undefined for a bare proof. Throws for what cannot be checked without a log.
 */
export async function checkReceiptFile(
  file: ReceiptFile,
  key: LogKey | undefined,
  entries: readonly SessionEntry[] | undefined,
): Promise<ReceiptVerdict | undefined> {
  const { name, kind } = file;
  if (kind === 'receipt') {
    const used = key ?? { vkey: file.receipt.vkey, pinned: false };
    return { kind, name, check: await checkReceipt(file.receipt, used.vkey, nodeEd25519), ...used };
  }
  if (entries === undefined || key === undefined) throw new Error(`${name} is no whole receipt: give the log with it`);
  return kind === 'code' ? { kind, name, check: await findSession(file.seen, entries), ...key } : undefined;
}
