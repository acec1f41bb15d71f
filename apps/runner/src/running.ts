import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Running = z.object({ run: z.string().regex(/^\/[^.]*\/habeas-\w{6}$/), metricsPort: z.number() });
export type Running = z.infer<typeof Running>;

const fileOf = (data: string) => join(data, 'running.json');

/** Where the runner that holds this data folder has its sockets; for `--reset-password` at a second terminal. */
export async function readRunning(data: string): Promise<Running | undefined> {
  const text = await readFile(fileOf(data), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Running.parse(JSON.parse(text));
}

export async function writeRunning(data: string, running: Running): Promise<void> {
  await writeFile(fileOf(data), JSON.stringify(running), { mode: 0o600 });
}

export async function forgetRunning(data: string): Promise<void> {
  await rm(fileOf(data), { force: true });
}
