import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';

/** `manifest.json` of a backup. */
export const Manifest = z.strictObject({
  backup: z.literal(1),
  /** When it was made, RFC 3339. */
  at: z.iso.datetime(),
  habeas: z.string(),
  origin: z.string(),
  /** Of the ledger in it. */
  size: z.number().int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of database.dump, hex. */
  database: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Manifest = z.infer<typeof Manifest>;

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}
