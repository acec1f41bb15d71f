import { parseArgs } from 'node:util';

/** What the auditor asked for. Without `log` and `audibility` there is at least one receipt; with `audibility` nothing else. */
export interface Wish {
  readonly log?: string;
  /** A file, or the key itself. */
  readonly vkey?: string;
  readonly receipts: readonly string[];
  /** A file of raw seconds. */
  readonly audibility?: string;
  readonly json: boolean;
}

export const USAGE = `usage: npm run -s verify -- FOLDER|URL [--vkey FILE|KEY] [--receipt FILE ...] [--json]
       npm run -s verify -- --receipt FILE ... [--vkey FILE|KEY] [--json]
       npm run -s verify -- --audibility FILE [--json]

  FOLDER      the ledger's folder, the data folder that holds it, or an unpacked export; works offline
  URL         address of the tiles; files that do not belong there cannot be seen this way
  --vkey      the log's key from a place you trust; without it the key beside the log, or in the receipt, is used
  --receipt   a receipt or tlog-proof that the log must still hold; may be repeated. Without a log a receipt is checked
              by itself: its entries, and that their keys are those that the device saw
  --audibility
              the raw seconds of a hearing: who could hear whom is computed again from them, and compared

exit code: 0 everything holds, 1 something does not, 2 it could not be checked, 3 a receipt holds and is not whole
`;

/** Undefined when the arguments make no sense. */
export function parseWish(argv: readonly string[]): Wish | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        vkey: { type: 'string' },
        receipt: { type: 'string', multiple: true },
        audibility: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [log, ...rest] = positionals;
    const { vkey, receipt: receipts = [], audibility, json = false } = values;
    if (audibility !== undefined) {
      const more = log !== undefined || vkey !== undefined || receipts.length > 0;
      return more ? undefined : { audibility, receipts, json };
    }
    if (rest.length > 0 || (log === undefined && receipts.length === 0)) return undefined;
    return { ...(log !== undefined && { log }), ...(vkey !== undefined && { vkey }), receipts, json };
  } catch {
    return undefined;
  }
}
