import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { authorityText, leafText } from '../../../apps/runner/src/lan/certificate-texts.js';
import { issueOnce, type IssuedSet } from '../../../apps/runner/src/lan/test-authority.js';

const run = promisify(execFile);
const NAMES = {
  web: ['desk.habeas.internal', 'attorney.habeas.internal'],
  relay: ['turn.habeas.internal'],
};
let folder: string;
let issued: IssuedSet<'web' | 'relay'>;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'habeas-test-authority-'));
  issued = await issueOnce(NAMES);
  await writeFile(at('ca.crt'), issued.authority);
  await writeFile(at('web.crt'), issued.certificates.web.cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verify = (authority: string, certificate: string, name: string) =>
  run('openssl', [
    'verify',
    '-x509_strict',
    '-CAfile',
    at(authority),
    '-purpose',
    'sslserver',
    '-verify_hostname',
    name,
    at(certificate),
  ]);

it('issues one certificate a use, which openssl accepts for its names and no other', async () => {
  for (const name of NAMES.web) expect((await verify('ca.crt', 'web.crt', name)).stdout).toContain('OK');
  await expect(verify('ca.crt', 'web.crt', 'turn.habeas.internal')).rejects.toThrow(/hostname mismatch/i);
  const { relay, web } = issued.certificates;
  expect(relay.key).not.toBe(web.key);
  expect(new X509Certificate(relay.cert).subjectAltName).toBe('DNS:turn.habeas.internal');
});

it('says of the authority what it may not do, for 30 days', async () => {
  const { stdout } = await run('openssl', ['x509', '-in', at('ca.crt'), '-noout', '-text']);
  expect(stdout).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:desk\.habeas\.internal\s+DNS:attorney/);
  expect(stdout).toMatch(/Excluded:\s+IP:0\.0\.0\.0\/0\.0\.0\.0\s+IP:0:0:0:0:0:0:0:0\/0:0:0:0:0:0:0:0/);
  expect(stdout).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
  expect(stdout).toContain('test machines only');
  const { validFrom, validTo } = new X509Certificate(issued.authority);
  expect((Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000).toBe(30);
});

/** With a key that is kept, as ours never is: what its certificate says is all that stands between it and other names. */
it.each([
  ['desk.habeas.internal', /OK/],
  ['bank.example', /permitted subtree violation/],
  ['habeas.internal', /permitted subtree violation/],
])('a certificate for %s under such an authority', async (name, said) => {
  await run('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at('kept.key')]);
  await writeFile(at('kept.cnf'), authorityText(Object.values(NAMES).flat(), new Date()));
  await run('openssl', [
    'req',
    '-x509',
    '-new',
    '-key',
    at('kept.key'),
    '-days',
    '30',
    '-config',
    at('kept.cnf'),
    '-out',
    at('kept.crt'),
  ]);
  await writeFile(at('leaf.cnf'), leafText([name]));
  await run('openssl', ['req', '-new', '-key', at('kept.key'), '-config', at('leaf.cnf'), '-out', at('leaf.csr')]);
  const signing = [
    '-CA',
    at('kept.crt'),
    '-CAkey',
    at('kept.key'),
    '-days',
    '1',
    '-extfile',
    at('leaf.cnf'),
    '-extensions',
    'leaf',
  ];
  await run('openssl', ['x509', '-req', '-in', at('leaf.csr'), ...signing, '-out', at('leaf.crt')]);
  const { stdout, stderr } = await verify('kept.crt', 'leaf.crt', name).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(stdout + stderr).toMatch(said);
});

it('leaves no key and no folder behind', async () => {
  const own = await mkdtemp(join(tmpdir(), 'habeas-own-'));
  vi.stubEnv('TMPDIR', own);
  try {
    const issuing = issueOnce({ web: ['desk.habeas.internal'] });
    await vi.waitFor(async () => expect(await readdir(own)).toHaveLength(1), { interval: 1 });
    const { certificates } = await issuing;
    expect(certificates.web.key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(await readdir(own)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    await rm(own, { recursive: true, force: true });
  }
  expect(await readFile(at('ca.crt'), 'utf8')).not.toContain('PRIVATE KEY');
});
