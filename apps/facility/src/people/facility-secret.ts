import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * 32 random bytes (hex) in `folder`/session-secret, mode 0600, made by whoever comes first. It signs cookies and keys
 * the MAC of device cookies and typed names; it is not in the database, so a copy of that signs nobody in.
 */
export async function facilitySecret(folder: string): Promise<string> {
  const file = join(folder, 'session-secret');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700).catch(() => {});
  const found = await readFile(file, 'utf8').catch(() => undefined);
  if (found) return checked(found);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  // `link` fails if another process was first; its secret then counts.
  await link(draft, file).catch(() => {});
  await rm(draft);
  return checked(await readFile(file, 'utf8'));
}

function checked(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('session-secret is damaged');
  return text;
}
