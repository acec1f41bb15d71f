import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own (tmpfs) that a test can fill. Needs root. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'hd-'));
  readonly #ballast = join(this.folder, 'ballast');

  constructor(size: string) {
    if (process.getuid?.() !== 0) throw new Error('This test needs root: it mounts a small disk. Run it as root.');
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=1777`, 'habeas-test', this.folder]);
  }

  /** Not one more byte can be written. */
  fill(): void {
    const file = openSync(this.#ballast, 'a');
    try {
      for (let size = 1 << 20; size >= 1;) {
        try {
          writeSync(file, Buffer.alloc(size));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          size >>= 1;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  remove(): void {
    execFileSync('umount', [this.folder]);
    rmdirSync(this.folder);
  }
}
