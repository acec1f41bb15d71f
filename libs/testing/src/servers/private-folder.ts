import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

/** The unprivileged user a server of a test runs as; undefined when the tests themselves are unprivileged. */
export interface Unprivileged {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export function unprivileged(name: string): Unprivileged | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { name, uid: id('-u'), gid: id('-g') };
}

/** A folder of its own in os.tmpdir(), mode 0700, that belongs to `owner`. Short: a socket's path has 107 bytes. */
export async function privateFolder(prefix: string, owner: Unprivileged | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  if (owner) await chown(folder, owner.uid, owner.gid);
  return folder;
}

export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
