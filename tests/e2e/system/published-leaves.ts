import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBundle, Leaf, tilePath } from '#ledger';

/** The leaves under the published checkpoint of a data folder; a demo's log fits into one bundle. */
export async function publishedLeaves(data: string): Promise<Leaf[]> {
  const size = Number((await readFile(join(data, 'ledger/checkpoint'), 'utf8')).split('\n')[1]);
  const bundle = await readFile(join(data, 'ledger', tilePath({ level: 'entries', index: 0, width: size })));
  return decodeBundle(bundle, size).map((entry) => Leaf.parse(JSON.parse(Buffer.from(entry).toString())));
}
