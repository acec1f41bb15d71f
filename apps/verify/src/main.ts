import { parseWish, USAGE, type Wish } from './arguments.js';
import { audibilityCommand, exitCodeOfAudibility } from './audibility-command.js';
import { checkReceiptFile, type LogKey, type ReceiptVerdict } from './check-receipt-file.js';
import { givenKey } from './given-key.js';
import { exitCodeOf } from './missing-from.js';
import { printAudibility } from './print-audibility.js';
import { printReceipt } from './print-receipt.js';
import { printVerdict } from './print-verdict.js';
import { readEntries } from './read-entries.js';
import { type ReceiptFile, readReceiptFile } from './receipt-file.js';
import { verifyCommand } from './verify-command.js';

async function main(): Promise<number> {
  const wish = parseWish(process.argv.slice(2));
  if (wish === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (wish.audibility !== undefined) return checkAudibility(wish.audibility, wish.json);
  const files = await Promise.all(wish.receipts.map(readReceiptFile));
  return wish.log === undefined ? checkAlone(wish, files) : checkLog({ ...wish, log: wish.log }, files);
}

async function checkAudibility(path: string, json: boolean): Promise<number> {
  const verdict = await audibilityCommand(path);
  process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : printAudibility(verdict));
  return exitCodeOfAudibility(verdict);
}

/** The log first; then, as it holds, what each receipt says by itself. */
async function checkLog(wish: Wish & { readonly log: string }, files: readonly ReceiptFile[]): Promise<number> {
  const inLog = files.filter(({ kind }) => kind !== 'code');
  const { report, vkey, pinned, source } = await verifyCommand({ ...wish, receipts: inLog });
  const receipts: ReceiptVerdict[] = [];
  if (report.ok && files.length > 0) {
    const entries = await readEntries(source, report.size ?? 0);
    receipts.push(...(await checkAll(files, { vkey, pinned }, entries)));
  }
  if (wish.json) process.stdout.write(`${JSON.stringify({ report, vkey, pinned, receipts })}\n`);
  else process.stdout.write([printVerdict({ report, vkey, pinned }), ...receipts.map(printReceipt)].join('\n'));
  return report.ok ? exitCodeOf(receipts) : 1;
}

async function checkAlone({ vkey, json }: Wish, files: readonly ReceiptFile[]): Promise<number> {
  const given = vkey === undefined ? undefined : { vkey: await givenKey(vkey), pinned: true };
  const receipts = await checkAll(files, given);
  process.stdout.write(json ? `${JSON.stringify({ receipts })}\n` : receipts.map(printReceipt).join('\n'));
  return exitCodeOf(receipts);
}

async function checkAll(
  files: readonly ReceiptFile[],
  key: LogKey | undefined,
  entries?: Awaited<ReturnType<typeof readEntries>>,
): Promise<ReceiptVerdict[]> {
  const verdicts: ReceiptVerdict[] = [];
  for (const file of files) {
    const verdict = await checkReceiptFile(file, key, entries);
    if (verdict) verdicts.push(verdict);
  }
  return verdicts;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`cannot check: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
