import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBundle, type Leaf, tilePath } from '#ledger';

/** Every leaf under the published checkpoint of the data folder of a running Habeas, in the order of the log. */
export async function readLeaves(data: string): Promise<Leaf[]> {
  const folder = join(data, 'ledger');
  const size = Number((await readFile(join(folder, 'checkpoint'), 'utf8')).split('\n')[1]);
  const leaves: Leaf[] = [];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const bundle = await readFile(join(folder, tilePath({ level: 'entries', index, width })));
    for (const entry of decodeBundle(bundle, width)) leaves.push(JSON.parse(Buffer.from(entry).toString()) as Leaf);
  }
  return leaves;
}
