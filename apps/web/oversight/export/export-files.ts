import type { KeptOpening, KeptOpenings } from '#ledger';
import type { CopiedLog } from './copy-log.js';
import type { ExportAbout } from './export-about.js';

/** What goes into an export. */
export interface ExportParts {
  readonly about: ExportAbout;
  readonly log: CopiedLog;
  readonly openings: readonly KeptOpening[];
  /** Sentence about the key, for whoever finds the file. */
  readonly keyWords: string;
  /** The page that checks an export without a server. */
  readonly page: Uint8Array<ArrayBuffer>;
  /** For print, by language. */
  readonly summaries: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** The files of an export by path. The log lies in `ledger/`, byte by byte as it was served. */
export function exportFiles({ about, log, openings, keyWords, page, summaries }: ExportParts): Files {
  const kept: KeptOpenings = { v: 1, openings: openings.toSorted((one, other) => one.index - other.index) };
  const text = (value: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(value));
  return {
    'export.json': text(`${JSON.stringify(about, null, 2)}\n`),
    'key-as-the-server-said-it.txt': text(`${about.serverSaidKey}\n\n${keyWords}\n`),
    'oversight.html': page,
    ...Object.fromEntries([...summaries].map(([locale, bytes]) => [`summary-${locale}.pdf`, bytes] as const)),
    'openings.json': text(`${JSON.stringify(kept, null, 2)}\n`),
    ...Object.fromEntries([...log.files].map(([path, bytes]) => [`ledger/${path}`, bytes] as const)),
  };
}
