import { createCipheriv, createDecipheriv } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError } from './audit-error.js';

/** Draws that many random bytes. */
export type RandomBytes = (size: number) => Buffer;

const NONCE = 12;
const TAG = 16;

/**
 * One AES-256 key a booking, in a folder outside the database and its backups: erasing the key erases the details
 * of every entry of that booking, wherever copies of the ciphertext lie. Threat: whoever reads this folder *and*
 * the database reads the details.
 */
export class OpeningVault {
  constructor(
    private readonly folder: string,
    private readonly random: RandomBytes,
  ) {}

  /** @returns nonce ‖ ciphertext ‖ tag; `bound` (the commitment) is authenticated with it. Makes the key if needed. */
  async seal(booking: string, bound: string, text: string): Promise<Buffer> {
    const nonce = this.random(NONCE);
    const cipher = createCipheriv('aes-256-gcm', await this.#key(booking), nonce).setAAD(Buffer.from(bound));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws AuditError `erased` when the booking's key is gone. */
  async unseal(booking: string, bound: string, sealed: Buffer): Promise<string> {
    const key = await this.#read(booking);
    if (key === undefined) throw new AuditError('erased');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      .setAAD(Buffer.from(bound))
      .setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  }

  /** Deletes the key for good; a mark stays so that no new key is ever made for this booking. Idempotent. */
  async erase(booking: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await (await open(this.#path(booking, 'erased'), 'a', 0o600)).close();
    await rm(this.#path(booking, 'key'), { force: true });
    await this.#syncFolder();
  }

  /** True once `erase` was called for the booking. */
  isErased(booking: string): Promise<boolean> {
    return exists(this.#path(booking, 'erased'));
  }

  async #key(booking: string): Promise<Buffer> {
    const known = await this.#read(booking);
    if (known !== undefined) return known;
    if (await exists(this.#path(booking, 'erased'))) throw new AuditError('erased');
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const key = this.random(32);
    const part = this.#path(booking, `part-${this.random(6).toString('hex')}`);
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(key);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, this.#path(booking, 'key'));
    await this.#syncFolder();
    return key;
  }

  async #read(booking: string): Promise<Buffer | undefined> {
    const key = await readFile(this.#path(booking, 'key')).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (key !== undefined && key.length !== 32) throw new AuditError('erased', 'the key of a booking is damaged');
    return key;
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.folder, 'r');
    await folder.sync().finally(() => folder.close());
  }

  #path(booking: string, kind: string): string {
    if (!/^[0-9a-f]{32}$/.test(booking)) throw new RangeError('not a booking id');
    return join(this.folder, `${booking}.${kind}`);
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
