import { readFile } from 'node:fs/promises';
import type { Owner } from './confine.js';

/** uid and gid of a user of this system; undefined when there is none. */
export async function findUser(name: string): Promise<Owner | undefined> {
  const fields = await entry('/etc/passwd', name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** gid of a group of this system; undefined when there is none. */
export async function findGroup(name: string): Promise<number | undefined> {
  const fields = await entry('/etc/group', name);
  return fields && Number(fields[2]);
}

async function entry(file: string, name: string): Promise<string[] | undefined> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.split(':'));
  return lines.find(([first]) => first === name);
}
