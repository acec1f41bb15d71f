import { readFile } from 'node:fs/promises';
import { BoothPlaneError } from '../booth-plane-error.js';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** uid and gid of a user of this system. @throws BoothPlaneError `bad-settings` when there is none. */
export async function userNamed(name: string): Promise<Owner> {
  const fields = await entry('/etc/passwd', name);
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

export async function groupNamed(name: string): Promise<number> {
  return Number((await entry('/etc/group', name))[2]);
}

async function entry(file: string, name: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([first]) => first === name);
  if (found === undefined) {
    throw new BoothPlaneError(
      'bad-settings',
      `There is no "${name}" in ${file}; deploy/sysusers.d/habeas.conf makes it.`,
    );
  }
  return found;
}
