import { readFile } from 'node:fs/promises';

/** The kernel's unit of /proc/PID/stat, the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** Seconds of processor time that a process has used so far, all its threads together. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
