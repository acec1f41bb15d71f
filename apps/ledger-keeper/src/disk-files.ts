import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { DurableFiles } from './durable-files.js';

/** Suffix of files that were being written; never part of a log. */
export const UNFINISHED = '.tmp';

/** DurableFiles on a local file system: temporary file, fsync, rename, fsync of every folder that changed. */
export class DiskFiles extends DurableFiles {
  constructor(
    private readonly folder: string,
    private readonly modes: { readonly file: number; readonly folder: number },
  ) {
    super();
  }

  /** Makes the folder itself. */
  async prepare(): Promise<void> {
    await this.#makeFolder(this.folder);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(join(this.folder, path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  }

  async list(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const target = join(this.folder, path);
    await this.#makeFolder(dirname(target));
    const temporary = `${target}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
    const file = await open(temporary, 'wx', this.modes.file);
    try {
      await file.chmod(this.modes.file);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
  }

  async remove(path: string): Promise<void> {
    await unlink(join(this.folder, path));
  }

  async #makeFolder(folder: string): Promise<void> {
    try {
      await mkdir(folder, { mode: this.modes.folder });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') return;
      if (code !== 'ENOENT') throw error;
      await this.#makeFolder(dirname(folder));
      return this.#makeFolder(folder);
    }
    const made = await open(folder, 'r');
    try {
      await made.chmod(this.modes.folder);
    } finally {
      await made.close();
    }
    await syncFolder(dirname(folder));
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
