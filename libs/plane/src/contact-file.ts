import { chmod, chown, rename, rm, writeFile } from 'node:fs/promises';
import type { PlaneContact } from '#janus';

/** `contact.json`: there exactly while a plane that passed its checks runs. */
export class ContactFile {
  constructor(
    private readonly path: string,
    /** Group that may read it; undefined without root. */
    private readonly group: number | undefined,
  ) {}

  async write(contact: PlaneContact): Promise<void> {
    const temporary = `${this.path}.new`;
    await rm(temporary, { force: true });
    await writeFile(temporary, `${JSON.stringify(contact, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
    if (this.group !== undefined) await chown(temporary, 0, this.group);
    await chmod(temporary, 0o640);
    await rename(temporary, this.path);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
