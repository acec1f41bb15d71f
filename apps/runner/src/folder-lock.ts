import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { RunnerError } from './runner-error.js';

/**
 * Holds the data folder for this runner: a second one on the same folder is refused. The lock is the kernel's
 * (flock), so it is gone with the process, however that ends.
 */
export async function lockFolder(data: string): Promise<() => Promise<void>> {
  const holder = spawn('/usr/bin/flock', ['--nonblock', '--conflict-exit-code', '75', join(data, 'lock'), '/bin/cat'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) => holder.once('exit', (code) => resolve(code)));
  const held = new Promise<boolean>((resolve) => holder.stdout.once('data', () => resolve(true)));
  holder.stdin.on('error', () => undefined);
  holder.stdin.write('held\n');
  if ((await Promise.race([held, ended])) !== true) {
    throw new RunnerError('already-running', `Habeas already runs on the data folder ${data}.`);
  }
  return async () => {
    holder.stdin.end();
    await ended;
  };
}
