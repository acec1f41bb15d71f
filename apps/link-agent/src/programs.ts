import { execFile } from 'node:child_process';
import type { Batch } from '#link';

/** How each program is started; a test puts one into its own namespace. */
export type Programs = Readonly<Record<Batch['program'], readonly string[]>>;

export const DEBIANS: Programs = { ip: ['/usr/sbin/ip'], tc: ['/usr/sbin/tc'], nft: ['/usr/sbin/nft'] };

const TIMEOUT_MS = 10_000;
const FROM_INPUT = { ip: ['-batch', '-'], tc: ['-batch', '-'], nft: ['-f', '-'] } as const;

/** Resolves with what the program printed; rejects with what it said. No shell, and nothing of the environment. */
export function ask(
  programs: Programs,
  program: Batch['program'],
  args: readonly string[],
  input = '',
): Promise<string> {
  const [file, ...before] = programs[program] as [string, ...string[]];
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, env: { LANG: 'C', PATH: '/usr/sbin:/usr/bin' }, maxBuffer: 4 * 1024 * 1024 };
    const child = execFile(file, [...before, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program}: ${stderr.trim() || error.message}`));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** In order; the first that fails ends it. nftables takes its text whole or not at all, the others line by line. */
export async function carryOut(programs: Programs, batches: readonly Batch[]): Promise<void> {
  for (const { program, text } of batches) await ask(programs, program, FROM_INPUT[program], text);
}
