import { open } from 'node:fs/promises';

/** Names in the folder survive a power cut when this resolves. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
