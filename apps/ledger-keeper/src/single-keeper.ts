import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeeperError } from './keeper-error.js';

/**
 * Claims the private folder for this process; the returned function gives it back. A claim whose process is gone
 * (kill -9, reboot) is taken over. Throws `already-running`.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'keeper.pid');
  const own = `${process.pid} ${await startOf(process.pid)}`;
  for (let tries = 0; tries < 3; tries++) {
    try {
      await writeFile(file, own, { flag: 'wx', mode: 0o600 });
      return () => unlink(file).catch(() => undefined);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid, start] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
    if (pid && start && (await startOf(Number(pid))) === start) break;
    await unlink(file).catch(() => undefined);
  }
  throw new KeeperError('already-running', 'another keeper has this folder');
}

/** Start time of a process in clock ticks since boot, so that a reused pid is not mistaken for it; '' when there is none. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
