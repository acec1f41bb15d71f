import {
  decodeBundle,
  decodeLeaf,
  type Leaf,
  type LogSource,
  tilePath,
  tilesOfLevel,
  verifyLog,
  type VerifyOptions,
  type VerifyReport,
} from '#ledger';

export interface LogEntry {
  index: number;
  /** Undefined where the stored bytes are no leaf: shown as a finding, never as a blank. */
  leaf: Leaf | undefined;
}

export interface ReadLog {
  report: VerifyReport;
  entries: readonly LogEntry[];
}

const leafOf = (bytes: Uint8Array): Leaf | undefined => {
  try {
    return decodeLeaf(bytes);
  } catch {
    return undefined;
  }
};

/** Checks the whole log against `vkey` in this browser, then reads its entries, newest first. Throws if unreachable. */
export async function readLog(source: LogSource, vkey: string, options?: VerifyOptions): Promise<ReadLog> {
  const report = await verifyLog(source, vkey, options);
  const entries: LogEntry[] = [];
  for (const name of report.size === undefined ? [] : tilesOfLevel('entries', report.size)) {
    const bytes = await source.read(tilePath(name));
    if (!bytes) continue;
    try {
      for (const entry of decodeBundle(bytes, name.width)) entries.push({ index: entries.length, leaf: leafOf(entry) });
    } catch {
      break;
    }
  }
  return { report, entries: entries.toReversed() };
}
