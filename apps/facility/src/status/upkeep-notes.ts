import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Note = z.object({ at: z.iso.datetime(), from: z.iso.datetime().optional() });

/** When `npm run -s backup` and its like were last done, as they noted in `folder`; undefined: never, as far as is known. */
export async function readUpkeep(
  folder: string,
  name: 'backup' | 'restore' | 'restore-test',
): Promise<z.infer<typeof Note> | undefined> {
  const text = await readFile(join(folder, `${name}.json`), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = Note.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}
