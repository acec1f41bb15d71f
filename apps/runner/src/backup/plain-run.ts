import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runOnce } from '../run-once.js';
import { RunnerError } from '../runner-error.js';

const never = new AbortController().signal;

/** A program of the system, as whoever calls. */
export const plainRun = (argv: readonly string[], name: string): Promise<string> =>
  runOnce({ argv, environment: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' } }, name, never);

/** What an auditor's own program says of a ledger's folder. @throws RunnerError `bad-backup` when it does not hold. */
export async function requireVerified(project: string, folder: string, what: string): Promise<void> {
  const program = join(project, 'dist/apps/verify/src/main.js');
  const child = spawn(process.execPath, [program, folder], { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new RunnerError('bad-backup', `${what} does not verify:\n${said.trim()}`);
}
