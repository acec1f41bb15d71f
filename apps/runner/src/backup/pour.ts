import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Launch } from '../parts.js';
import { RunnerError } from '../runner-error.js';

/** Runs a program to its end with a file as its input or output. @throws RunnerError `command-failed` with what it said. */
export async function pour(
  { argv, environment }: Launch,
  name: string,
  file: { readonly from: string } | { readonly to: string },
): Promise<void> {
  const [program, ...rest] = argv as [string, ...string[]];
  const child = spawn(program, rest, { cwd: '/', env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? '' : `status ${code ?? signal}`));
  });
  const flow =
    'from' in file
      ? pipeline(createReadStream(file.from), child.stdin)
      : pipeline(child.stdout, createWriteStream(file.to, { mode: 0o600, flush: true }));
  if ('from' in file) child.stdout.resume();
  else child.stdin.end();
  const [how, flowed] = await Promise.all([ended, flow.then(() => '', String)]);
  // A program that has all it needs may leave the end of its input unread.
  if (how !== '' || ('to' in file && flowed !== '')) {
    throw new RunnerError('command-failed', `${name} failed (${how || flowed}): ${said.trim()}`);
  }
}
