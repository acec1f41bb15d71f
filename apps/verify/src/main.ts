import { parseWish, USAGE } from './arguments.js';
import { printVerdict } from './print-verdict.js';
import { verifyCommand } from './verify-command.js';

async function main(): Promise<number> {
  const wish = parseWish(process.argv.slice(2));
  if (wish === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const verdict = await verifyCommand(wish);
  process.stdout.write(wish.json ? `${JSON.stringify(verdict)}\n` : printVerdict(verdict));
  return verdict.report.ok ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`cannot check: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
