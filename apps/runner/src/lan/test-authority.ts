import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorityText, leafText } from './certificate-texts.js';
import { openssl } from './openssl.js';

/** How long a test machine's certificates last. */
export const DAYS = 30;

export interface Issued {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface IssuedSet<Use extends string> {
  /** The authority's certificate, PEM. */
  readonly authority: string;
  readonly certificates: Readonly<Record<Use, Issued>>;
}

/**
 * A certificate authority for just these names, and one certificate for each use of them. The authority's key exists in
 * this call alone: it goes to openssl through a pipe and is overwritten before the call returns, so nobody can ever issue
 * another one. Its certificate says so as well (RFC 5280): critical name constraints that allow these DNS names and no IP
 * address, no authority below it, TLS servers only. @throws RunnerError `command-failed`.
 */
export async function issueOnce<Use extends string>(
  names: Readonly<Record<Use, readonly string[]>>,
): Promise<IssuedSet<Use>> {
  const uses = Object.entries(names) as [Use, readonly string[]][];
  const folder = await mkdtemp(join(tmpdir(), 'habeas-authority-'));
  const authorityKey = freshKey();
  try {
    const ca = join(folder, 'ca.crt');
    const settings = join(folder, 'ca.cnf');
    await writeFile(
      settings,
      authorityText(
        uses.flatMap(([, list]) => list),
        new Date(),
      ),
    );
    await openssl(
      ['req', '-x509', '-new', '-key', '/dev/stdin', '-days', String(DAYS), '-config', settings, '-out', ca],
      authorityKey,
    );
    const certificates: Partial<Record<Use, Issued>> = {};
    for (const [use, list] of uses) certificates[use] = await issue(folder, authorityKey, list);
    return { authority: await readFile(ca, 'utf8'), certificates: certificates as Record<Use, Issued> };
  } finally {
    authorityKey.fill(0);
    await rm(folder, { recursive: true, force: true });
  }
}

async function issue(folder: string, authorityKey: Buffer, names: readonly string[]): Promise<Issued> {
  const key = freshKey();
  const settings = join(folder, 'leaf.cnf');
  const request = join(folder, 'leaf.csr');
  const ca = join(folder, 'ca.crt');
  await writeFile(settings, leafText(names));
  await openssl(['req', '-new', '-key', '/dev/stdin', '-config', settings, '-out', request], key);
  const extensions = ['-extfile', settings, '-extensions', 'leaf'];
  const serial = [
    '-set_serial',
    `0x${randomBytes(16)
      .toString('hex')
      .replace(/^[89a-f]/, '7')}`,
  ];
  const cert = await openssl(
    [
      'x509',
      '-req',
      '-in',
      request,
      '-CA',
      ca,
      '-CAkey',
      '/dev/stdin',
      '-days',
      String(DAYS),
      ...serial,
      ...extensions,
    ],
    authorityKey,
  );
  return { cert, key: key.toString() };
}

function freshKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}
