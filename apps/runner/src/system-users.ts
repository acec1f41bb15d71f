import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Owner } from '#confine';

export interface SystemUser {
  readonly name: string;
  readonly description: string;
}

/** The `u` lines of a sysusers.d file: the one list of our users. */
export function parseSysusers(text: string): SystemUser[] {
  return [...text.matchAll(/^u\s+(\S+)\s+-\s+"([^"]*)"/gm)].map((found) => ({
    name: found[1] as string,
    description: found[2] as string,
  }));
}

/** uid and gid by name, from the text of /etc/passwd. */
export function parsePasswd(text: string): Map<string, Owner> {
  const fields = text.split('\n').map((line) => line.split(':'));
  return new Map(fields.map(([name, , uid, gid]) => [name as string, { uid: Number(uid), gid: Number(gid) }]));
}

/** Makes the users that are missing (root). They stay: files in the data folder belong to them. */
export async function ensureUsers(users: readonly SystemUser[]): Promise<Map<string, Owner>> {
  const known = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  for (const { name, description } of users) {
    if (known.has(name)) continue;
    const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
    await promisify(execFile)('/usr/sbin/useradd', [
      ...options,
      '--shell',
      '/usr/sbin/nologin',
      '--comment',
      description,
      name,
    ]);
  }
  return parsePasswd(await readFile('/etc/passwd', 'utf8'));
}
