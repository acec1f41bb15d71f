import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostList } from '../../../apps/runner/src/lan/host-list.js';
import { lanCertificates } from '../../../apps/runner/src/lan/lan-certificates.js';
import { lanTable } from '../../../apps/runner/src/lan/lan-table.js';

const names = hostList({ domain: 'habeas.internal', relay: undefined });
let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'habeas-lan-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

it('keeps its certificates over restarts, and makes others for other names or when they cannot be used', async () => {
  const { web, relay } = await lanCertificates(data, names, undefined);
  const first = await readFile(web.cert, 'utf8');
  expect(new X509Certificate(first).subjectAltName).toBe(names.web.map((name) => `DNS:${name}`).join(', '));
  expect((await stat(web.key)).mode & 0o777).toBe(0o600);
  expect(await readFile(web.authority ?? '', 'utf8')).toBe(await readFile(relay.authority ?? '', 'utf8'));
  await lanCertificates(data, names, undefined);
  expect(await readFile(web.cert, 'utf8')).toBe(first);

  await lanCertificates(data, { ...names, relay: ['turn.x.example'] }, undefined);
  const second = await readFile(web.cert, 'utf8');
  expect(second).not.toBe(first);
  await writeFile(relay.cert, 'half');
  await lanCertificates(data, names, undefined);
  expect(await readFile(web.cert, 'utf8')).not.toBe(second);
});

it('tells a visiting device the names, the address and the fingerprint', async () => {
  const { web } = await lanCertificates(data, names, undefined);
  const authority = await readFile(web.authority ?? '', 'utf8');
  const facts = {
    domain: 'habeas.internal',
    relay: undefined,
    port: 3000,
    address: '192.0.2.7',
    authorityFile: '/d/ca.crt',
  };
  const said = lanTable({ ...facts, authority });
  expect(said).toContain(`192.0.2.7 ${names.web.join(' ')} turn.habeas.internal`);
  expect(said).toContain(new X509Certificate(authority).fingerprint256);
  expect(said).toContain('https://attorney.habeas.internal:3000/ca.crt');
});
