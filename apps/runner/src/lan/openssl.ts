import { spawn } from 'node:child_process';
import { RunnerError } from '../runner-error.js';

/** Runs Debian's openssl with `key` as its standard input. Answers what it printed. @throws RunnerError `command-failed`. */
export function openssl(args: readonly string[], key: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    // Node's own standard input is a socket, which openssl cannot open by name.
    const shell = ['-c', 'cat | exec "$0" "$@"', '/usr/bin/openssl', ...args];
    const child = spawn('/bin/sh', shell, { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: '/usr/bin:/bin' } });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.once('error', (error) => reject(new RunnerError('command-failed', `openssl: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new RunnerError('command-failed', `openssl failed (status ${code}): ${errors.trim().slice(-1000)}`));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(key);
  });
}
