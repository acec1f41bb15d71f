import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RelayContact } from '#relay';

/** Who may read what; undefined without root: then all is the caller's. */
export interface Readers {
  readonly relay: number;
  readonly facility: number;
}

/** Everything of the relay on disk, below `RUN/relay`: `own/` for coturn, contact.json for the facility. */
export class RelayFolder {
  readonly own: string;

  constructor(
    private readonly root: string,
    private readonly readers: Readers | undefined,
  ) {
    this.own = join(root, 'own');
  }

  async prepare(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o711 });
    await this.clear();
    await mkdir(this.own, { mode: 0o700 });
    if (this.readers !== undefined) {
      await chown(this.own, 0, this.readers.relay);
      await chmod(this.own, 0o750);
    }
  }

  async clear(): Promise<void> {
    await rm(join(this.root, 'contact.json'), { force: true });
    await rm(this.own, { recursive: true, force: true });
  }

  /** A file for coturn. */
  write(name: 'turnserver.conf' | 'cert.pem' | 'key.pem', text: string): Promise<void> {
    return this.#place(join(this.own, name), text, this.readers?.relay);
  }

  /** The text of a file for coturn, if it is there. */
  read(name: 'cert.pem' | 'key.pem'): Promise<string | undefined> {
    return readFile(join(this.own, name), 'utf8').catch(() => undefined);
  }

  tell(contact: RelayContact): Promise<void> {
    return this.#place(join(this.root, 'contact.json'), `${JSON.stringify(contact)}\n`, this.readers?.facility);
  }

  async #place(path: string, text: string, group: number | undefined): Promise<void> {
    const temporary = `${path}.new`;
    await writeFile(temporary, text, { mode: 0o600 });
    if (group !== undefined) {
      await chown(temporary, 0, group);
      await chmod(temporary, 0o640);
    }
    await rename(temporary, path);
  }
}
