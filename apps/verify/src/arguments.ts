import { parseArgs } from 'node:util';

/** What the auditor asked for. */
export interface Wish {
  readonly log: string;
  /** A file, or the key itself. */
  readonly vkey?: string;
  readonly receipts: readonly string[];
  readonly json: boolean;
}

export const USAGE = `usage: npm run -s verify -- FOLDER|URL [--vkey FILE|KEY] [--receipt FILE ...] [--json]

  FOLDER      the ledger's folder, or the data folder that holds it; works offline
  URL         address of the tiles; files that do not belong there cannot be seen this way
  --vkey      the log's key from a place you trust; without it the key beside the log is used
  --receipt   a receipt or tlog-proof that the log must still hold; may be repeated

exit code: 0 everything holds, 1 something does not, 2 it could not be checked
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
        json: { type: 'boolean' },
      },
    });
    const [log, ...rest] = positionals;
    if (log === undefined || rest.length > 0) return undefined;
    const { vkey } = values;
    return { log, ...(vkey !== undefined && { vkey }), receipts: values.receipt ?? [], json: values.json ?? false };
  } catch {
    return undefined;
  }
}
