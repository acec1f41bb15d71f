import { type LogSource, verifyLog, type VerifyReport } from '#ledger';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderSource } from './folder-source.js';
import { givenKey } from './given-key.js';
import { nodeEd25519 } from './node-ed25519.js';
import { WebSource } from './web-source.js';

/** A report and how its key was come by. */
export interface Verdict {
  readonly report: VerifyReport;
  readonly vkey: string;
  readonly pinned: boolean;
  readonly source: LogSource;
}

/** Throws when the log cannot be read at all. */
export async function verifyCommand(wish: {
  readonly log: string;
  readonly vkey?: string;
  readonly receipts: readonly { readonly name: string; readonly text: string }[];
}): Promise<Verdict> {
  const { source, openings } = await openSource(wish.log);
  const { receipts } = wish;
  const vkey = wish.vkey === undefined ? await besideLog(source) : await givenKey(wish.vkey);
  const check = (): Promise<VerifyReport> =>
    verifyLog(source, vkey, { receipts, ed25519: nodeEd25519, ...(openings !== undefined && { openings }) });
  let report = await check();
  // A running keeper may be between a tile and its checkpoint: look again before accusing it.
  for (let again = 0; again < 4 && mayBeGrowing(report); again++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    report = await check();
  }
  return { report, vkey, pinned: wish.vkey !== undefined, source };
}

const mayBeGrowing = ({ finding }: VerifyReport): boolean =>
  finding?.code === 'unknown-file' || (finding?.code === 'missing-file' && finding.step === 'files');

const hasLog = (folder: string): Promise<boolean> =>
  access(join(folder, 'checkpoint')).then(
    () => true,
    () => false,
  );

/** `openings`: text of the `openings.json` that an export has beside its log. */
async function openSource(log: string): Promise<{ source: LogSource; openings?: string }> {
  if (/^https?:\/\//.test(log)) return { source: new WebSource(log) };
  const nested = join(log, 'ledger');
  const inData = !(await hasLog(log)) && (await hasLog(nested));
  await access(log);
  if (!inData) return { source: new FolderSource(log) };
  const openings = await readFile(join(log, 'openings.json'), 'utf8').catch(absent);
  return { source: new FolderSource(nested), ...(openings !== undefined && { openings }) };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function besideLog(source: LogSource): Promise<string> {
  const bytes = await source.read('log.vkey');
  if (bytes === undefined) throw new Error('no log.vkey there: this is no ledger, or give its key with --vkey');
  return new TextDecoder().decode(bytes);
}
