import type { KeptOpening } from '#ledger';
import type { LogSummary } from '#protocol';
import { zipSync } from 'fflate';
import { HttpLog } from '../http-log.js';
import { readLog } from '../read-log.js';
import { summariesOf } from '../summary/pdf-of.js';
import { copyLog } from './copy-log.js';
import { exportFiles } from './export-files.js';

export interface ExportWish {
  readonly facility: { readonly name: string; readonly zone: string };
  readonly said: LogSummary;
  readonly openings: readonly KeptOpening[];
  readonly keyWords: string;
}

async function offlinePage(): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch('/offline.html');
  if (!answer.ok) throw new Error(`offline.html: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Reads the log afresh, so that the openings themselves are in it, and packs one archive. Throws if unreachable. */
export async function makeExport(wish: ExportWish): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { facility, said, openings, keyWords } = wish;
  const madeAt = new Date().toISOString();
  const { origin, vkey } = said;
  const log = await copyLog(new HttpLog('/ledger/'));
  const page = await offlinePage();
  const summaries = await summariesOf({ facility, log: await readLog(log, vkey), key: vkey, madeAt, openings });
  const about = { v: 1 as const, facility, origin, serverSaidKey: vkey, madeAt };
  const files = exportFiles({ about, log, openings, keyWords, page, summaries });
  const name = `habeas-${origin.replaceAll(/[^a-z0-9.-]/g, '-')}-${madeAt.slice(0, 16).replaceAll(/[-:]/g, '')}.zip`;
  return { name, bytes: Uint8Array.from(zipSync(files)) };
}
