import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '#ledger';
import type { Config } from '../config.js';
import type { LeafDraft } from './leaf-draft.js';

/** `facility.started`: hashes of the settings (without where its parts are) and of the screens it serves. */
export const startEntry = async ({
  door: { domain },
  facility,
  folders,
}: Config): Promise<LeafDraft<'facility.started'>> => ({
  type: 'facility.started',
  public: {
    config: createHash('sha256')
      .update(canonicalJson({ domain, facility: { ...facility } }))
      .digest('hex'),
    bundle: await hashFolder(folders.web),
  },
});

/** SHA-256 over `path NUL SHA-256(file) LF` of every file, in order of path; of nothing when there is no folder. */
export const hashFolder = async (folder: string): Promise<string> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const whole = createHash('sha256');
  for (const file of files.sort()) {
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    whole.update(`${file.slice(folder.length)}\0${digest}\n`);
  }
  return whole.digest('hex');
};
