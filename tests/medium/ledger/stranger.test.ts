import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrograms, type Programs } from './build-programs.js';
import { KeeperProcess, refusal, session } from './keeper-process.js';

const INDEX = 137;
let programs: Programs;
let folder: string;
let stranger: string;
let ledger: string;
let proof: string;

beforeAll(async () => {
  programs = buildPrograms();
  folder = mkdtempSync(join(tmpdir(), 'habeas-stranger-'));
  stranger = join(folder, 'stranger');
  const source = resolve(import.meta.dirname, 'stranger/main.go');
  const built = spawnSync('go', ['build', '-o', stranger, source], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
      GOCACHE: join(folder, 'cache'),
      GOFLAGS: '-p=1',
      GOPROXY: 'off',
    },
  });
  expect(built.stderr).toBe('');
  const keeper = new KeeperProcess(programs.keeper, folder);
  ledger = keeper.ledger;
  await keeper.start();
  await keeper.append(session(randomBytes(16).toString('hex'), 255));
  await keeper.append(Array.from({ length: 256 }, (_, i) => refusal(i)));
  await keeper.append(Array.from({ length: 100 }, (_, i) => refusal(256 + i)));
  proof = join(folder, 'entry.tlog-proof');
  writeFileSync(proof, (await keeper.send('GET', `/proof/${INDEX}`)).body);
  await keeper.stop();
}, 180_000);
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (log: string, index = INDEX, file = proof) =>
  spawnSync(stranger, [log, String(index), file], { encoding: 'utf8' });

test('tools of the Go checksum database accept checkpoint, key, entries, tiles and proof', () => {
  expect(ask(ledger)).toMatchObject({ status: 0, stdout: 'ACCEPTED 613 entries\n' });
});

const flips: [file: string, byte: number, says: string][] = [
  ['checkpoint', 20, 'invalid signature for key'],
  ['log.vkey', 20, 'verifier'],
  ['tile/entries/000', 20, 'the entries do not lead to the signed root'],
  ['tile/entries/002.p/101', 20, 'the entries do not lead to the signed root'],
  ['tile/0/001', 20, 'differs'],
  ['tile/0/002.p/101', 20, 'differs'],
  ['tile/1/000.p/2', 20, 'differs'],
];
test.each(flips)('they refuse a flipped bit of %s', (file, byte, says) => {
  const copy = join(folder, 'copy');
  cpSync(ledger, copy, { recursive: true });
  const path = join(copy, file);
  const bytes = readFileSync(path);
  bytes[byte]! ^= 1;
  writeFileSync(path, bytes);
  const { status, stdout } = ask(copy);
  rmSync(copy, { recursive: true });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^REFUSED: /);
  expect(stdout).toContain(says);
});

test('they refuse a proof for another entry and a changed proof', () => {
  expect(ask(ledger, INDEX + 1).stdout).toContain('REFUSED');
  const changed = join(folder, 'changed.tlog-proof');
  const lines = readFileSync(proof, 'utf8').split('\n');
  [lines[2], lines[3]] = [lines[3]!, lines[2]!];
  writeFileSync(changed, lines.join('\n'));
  expect(ask(ledger, INDEX, changed).stdout).toContain('REFUSED');
});
