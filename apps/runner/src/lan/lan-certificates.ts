import { X509Certificate } from 'node:crypto';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Owner } from '#confine';
import { type Issued, issueOnce } from './test-authority.js';

/** Absolute paths of PEM files. `authority` is for visiting devices to trust. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly authority?: string;
}

export type LanUse = 'web' | 'relay';

/** Certificates with less left than this are issued anew: a day of trying should not end in the middle. */
const LEFT_MS = 2 * 86_400_000;

/**
 * The certificates of a test machine in `DATA/lan`, one folder a use. They are kept over restarts, so that a device that
 * trusts the authority goes on doing so, and issued anew for other names or when they end soon.
 */
export async function lanCertificates(
  data: string,
  names: Readonly<Record<LanUse, readonly string[]>>,
  owners: ReadonlyMap<string, Owner> | undefined,
): Promise<Record<LanUse, TlsFiles>> {
  const folder = join(data, 'lan');
  const files = { web: filesIn(folder, 'web'), relay: filesIn(folder, 'relay') };
  if ((await fits(files.web, names.web)) && (await fits(files.relay, names.relay))) return files;
  const { authority, certificates } = await issueOnce(names);
  const readers = { web: owners?.get('habeas-facility')?.gid, relay: undefined };
  for (const use of ['web', 'relay'] as const) await store(files[use], certificates[use], authority, readers[use]);
  return files;
}

function filesIn(folder: string, use: LanUse): Required<TlsFiles> {
  const own = join(folder, use);
  return { cert: join(own, 'cert.pem'), key: join(own, 'key.pem'), authority: join(own, 'ca.crt') };
}

async function fits({ cert, authority }: Required<TlsFiles>, names: readonly string[]): Promise<boolean> {
  try {
    const found = new X509Certificate(await readFile(cert));
    const issuer = new X509Certificate(await readFile(authority));
    const listed = found.subjectAltName?.split(', ').map((name) => name.replace(/^DNS:/, ''));
    const lasts = Date.parse(found.validTo) - Date.now() > LEFT_MS;
    return lasts && found.verify(issuer.publicKey) && listed?.join() === names.join();
  } catch {
    return false;
  }
}

/** Readable by root and one group; without root, by the caller alone. */
async function store(
  { cert, key, authority }: Required<TlsFiles>,
  issued: Issued,
  ca: string,
  group: number | undefined,
): Promise<void> {
  const folder = dirname(cert);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mode = group === undefined ? 0o600 : 0o640;
  for (const [path, text] of [
    [key, issued.key],
    [cert, issued.cert],
    [authority, ca],
  ] as const) {
    await writeFile(path, text, { mode });
    await chmod(path, mode);
    if (group !== undefined) await chown(path, 0, group);
  }
  if (group !== undefined) await chown(folder, 0, group);
  await chmod(folder, group === undefined ? 0o700 : 0o750);
}
