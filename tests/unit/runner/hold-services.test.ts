import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdServices, releaseServices } from '../../../apps/runner/hold-services.mjs';

let root: string;
const policy = () => join(root, 'usr/sbin/policy-rc.d');
const clusters = () => join(root, 'etc/postgresql-common/createcluster.d/habeas.conf');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'habeas-hold-'));
  mkdirSync(join(root, 'usr/sbin'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('denies every start while it holds, and leaves nothing behind', () => {
  holdServices(root);
  expect(spawnSync(policy(), ['redis-server', 'start']).status).toBe(101);
  expect(readFileSync(clusters(), 'utf8')).toContain('create_main_cluster = false');
  expect(releaseServices(root)).toBe(true);
  expect(existsSync(policy())).toBe(false);
  expect(existsSync(clusters())).toBe(false);
});

it("puts a policy of the machine's own back as it was, with its mode", () => {
  writeFileSync(policy(), '#!/bin/sh\nexit 0\n', { mode: 0o640 });
  const before = statSync(policy());
  holdServices(root);
  expect(spawnSync(policy(), []).status).toBe(101);
  releaseServices(root);
  const after = statSync(policy());
  expect([after.ino, after.mode, after.mtimeMs]).toEqual([before.ino, before.mode, before.mtimeMs]);
  expect(readFileSync(policy(), 'utf8')).toBe('#!/bin/sh\nexit 0\n');
});

it('puts a link back as a link, and does not write through it', () => {
  symlinkSync('/nowhere/policy', policy());
  holdServices(root);
  expect(lstatSync(policy()).isFile()).toBe(true);
  releaseServices(root);
  expect(lstatSync(policy()).isSymbolicLink()).toBe(true);
});

it('undoes what a killed run left, and keeps the policy from before it', () => {
  writeFileSync(policy(), 'own\n');
  holdServices(root);
  madeBy(endedProcess());
  holdServices(root);
  releaseServices(root);
  expect(readFileSync(policy(), 'utf8')).toBe('own\n');
});

it('leaves alone what another running runner holds, and says so', () => {
  holdServices(root);
  madeBy(process.ppid);
  expect(releaseServices(root)).toBe(false);
  expect(() => holdServices(root)).toThrow('Another npm start installs packages');
  expect(existsSync(policy())).toBe(true);
});

/** As if the process had made what is there. */
function madeBy(pid: number): void {
  for (const file of [policy(), clusters()]) {
    writeFileSync(file, readFileSync(file, 'utf8').replace(`process ${process.pid}`, `process ${pid}`));
  }
}

function endedProcess(): number {
  return spawnSync('true').pid;
}
