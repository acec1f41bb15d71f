import { spawn } from 'node:child_process';
import type { Launch } from './parts.js';
import { RunnerError } from './runner-error.js';

/** Runs a program to its end, or until the signal kills it, and gives what it printed. @throws RunnerError `command-failed` with what it said. */
export function runOnce({ argv, environment }: Launch, name: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const [program, ...rest] = argv as [string, ...string[]];
    const child = spawn(program, rest, {
      cwd: '/',
      env: environment,
      detached: true,
      signal,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.once('error', (error) => reject(new RunnerError('command-failed', `${name}: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new RunnerError('command-failed', `${name} failed (status ${code}): ${errors.trim().slice(-2000)}`));
    });
  });
}
