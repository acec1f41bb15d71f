import { readdir, readFile, readlink } from 'node:fs/promises';
import { parseFacts, type ProcessFacts } from './process-facts.js';

/** Reads /proc of a process. Rejects when it ended, or when its user may not be read from here. */
export async function readFacts(pid: number): Promise<ProcessFacts> {
  const text = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8');
  const [status, limits, mountinfo, maps] = await Promise.all([
    text('status'),
    text('limits'),
    text('mountinfo'),
    text('maps'),
  ]);
  // Inodes first: a socket made in between is missed until the next look, never counted for another process.
  const socketInodes = await inodesOf(pid);
  const optional = (name: string) => text(name).catch(() => '');
  const [tcp, tcp6, udp, udp6] = await Promise.all([
    text('net/tcp'),
    optional('net/tcp6'),
    text('net/udp'),
    optional('net/udp6'),
  ]);
  return parseFacts({ status, limits, mountinfo, maps, tcp, tcp6, udp, udp6, socketInodes });
}

async function inodesOf(pid: number): Promise<Set<string>> {
  const inodes = new Set<string>();
  for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  return inodes;
}

/** The first process at or below `ancestor` whose program is named so: what runs inside a cage. */
export async function findProgram(program: string, ancestor: number): Promise<number | undefined> {
  const name = await readFile(`/proc/${ancestor}/comm`, 'utf8').catch(() => '');
  if (name.trim() === program) return ancestor;
  const children = await readFile(`/proc/${ancestor}/task/${ancestor}/children`, 'utf8').catch(() => '');
  for (const child of children.split(' ').filter(Boolean)) {
    const found = await findProgram(program, Number(child));
    if (found !== undefined) return found;
  }
  return undefined;
}
