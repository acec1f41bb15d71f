import { readFile } from 'node:fs/promises';

/**
 * The program itself behind the wrappers that started it (bwrap stays as parent and as the first process of its
 * pid namespace; flock and setpriv are replaced by what they start). Signals must go there to stop it in order.
 */
export async function innermost(pid: number): Promise<number> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'bwrap') return pid;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const first = children.split(' ').find(Boolean);
  return first === undefined ? pid : innermost(Number(first));
}
