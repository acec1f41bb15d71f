import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafHash, encodeLeaf, parseVkey, verifyProof } from '#ledger';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPrograms, type Programs } from './build-programs.js';
import { KeeperProcess, ORIGIN, refusal, session } from './keeper-process.js';

let programs: Programs;
let folder: string;
let keeper: KeeperProcess;
beforeAll(() => {
  programs = buildPrograms();
});
afterAll(() => programs.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'habeas-keeper-'));
  keeper = new KeeperProcess(programs.keeper, folder);
});
afterEach(async () => {
  await keeper.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const verify = (...args: string[]) => spawnSync(process.execPath, [programs.verify, ...args], { encoding: 'utf8' });

test('a first start makes key, ledger and its own entry; the verifier accepts the data folder', async () => {
  const ready = await keeper.start();
  expect(ready.size).toBe(1);
  expect(await keeper.state()).toMatchObject({ size: 1, origin: ORIGIN, vkey: ready.vkey });
  expect(statSync(join(folder, 'keeper/log.key')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'keeper/guard.json')).mode & 0o777).toBe(0o600);
  expect(statSync(keeper.socket).mode & 0o777).toBe(0o660);
  expect(statSync(join(keeper.ledger, 'checkpoint')).mode & 0o777).toBe(0o644);
  expect(statSync(join(keeper.ledger, 'tile/entries')).mode & 0o777).toBe(0o755);
  expect(await keeper.stop()).toBe(0);
  const result = verify(folder);
  expect(result.stdout).toContain('VERIFIED habeas.example/test: 1 entries');
  expect(result.stdout).toContain('The key came with the log');
  expect(result.status).toBe(0);
  expect(verify(folder, '--vkey', ready.vkey).stdout).not.toContain('The key came with the log');
  expect(verify(join(folder, 'nothing')).status).toBe(2);
});

test('retries keep their index; gaps, conflicts, foreign types and bad input are refused, and leave nothing', async () => {
  await keeper.start();
  expect(await keeper.append([refusal(0), refusal(1)])).toEqual({ indexes: [1, 2], size: 3 });
  expect(await keeper.append([refusal(1), refusal(2)])).toEqual({ indexes: [2, 3], size: 4 });
  expect(await keeper.refused([refusal(3), refusal(5)])).toMatchObject({
    status: 409,
    code: 'seq-gap',
    expected: 4,
    entry: 1,
  });
  expect(await keeper.refused([refusal(1, 9)])).toMatchObject({ status: 409, code: 'conflict' });
  expect(
    await keeper.refused([
      {
        type: 'keeper.started',
        time: '2026-11-23T21:42:00Z',
        seq: 1,
        by: 'keeper',
        public: { size: 4, finished: false },
      },
    ]),
  ).toMatchObject({ status: 403, code: 'type-not-allowed' });
  expect(await keeper.refused([{ ...refusal(3), public: { role: 2, code: 'x', count: 1, name: 'A' } }])).toMatchObject({
    status: 400,
  });
  expect(await keeper.refused([{ ...refusal(3), time: '2999-01-01T00:00:00Z' }])).toMatchObject({
    code: 'time-in-future',
  });
  expect(await keeper.refused([{ ...refusal(3), time: '2026-11-23T21:42:01Z' }])).toMatchObject({ code: 'malformed' });
  expect((await keeper.send('POST', '/entries', '{')).status).toBe(400);
  expect((await keeper.send('POST', '/entries', `"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
  expect((await keeper.send('GET', '/proof/4')).status).toBe(404);
  expect((await keeper.state()).size).toBe(4);
});

test('a proof is good under the published key, also for an entry in an older bundle', async () => {
  const { vkey } = await keeper.start();
  const id = randomBytes(16).toString('hex');
  const drafts = session(id, 255);
  await keeper.append(drafts);
  await keeper.append(Array.from({ length: 150 }, (_, i) => refusal(i)));
  for (const index of [1, 200, 256]) {
    const { body } = await keeper.send('GET', `/proof/${index}`);
    const hash = leafHash(encodeLeaf({ ...drafts[index - 1]!, v: 1, facility: ORIGIN }));
    expect((await verifyProof(body, hash, parseVkey(vkey))).checkpoint.size).toBe(407);
    await expect(verifyProof(body, leafHash(Uint8Array.of(1)), parseVkey(vkey))).rejects.toMatchObject({
      code: 'proof-wrong',
    });
  }
  await keeper.stop();
  expect(verify(folder, '--vkey', vkey).status).toBe(0);
  expect(readdirSync(join(keeper.ledger, 'tile/0/000.p'))).toEqual([]);
  expect(readdirSync(join(keeper.ledger, 'tile/0/001.p'))).toEqual(['1', '151']);
});

test('forty sessions at once: every entry once, chains without gap', async () => {
  await keeper.start();
  const ids = Array.from({ length: 40 }, () => randomBytes(16).toString('hex'));
  const answers = await Promise.all(
    ids.map(async (id) => {
      const indexes: number[] = [];
      for (const draft of session(id, 9)) indexes.push(...(await keeper.append([draft])).indexes);
      return indexes;
    }),
  );
  expect(new Set(answers.flat()).size).toBe(400);
  expect((await keeper.state()).size).toBe(401);
  await keeper.stop();
  expect(verify(folder).stdout).toContain('VERIFIED');
});

test('killed in the middle, again and again: what was answered is there, what was not can be sent again', async () => {
  await keeper.start();
  const roots = new Map<number, string>();
  let seq = 0;
  const answered = new Map<number, number>();
  for (let round = 0; round < 6; round++) {
    const killAt = Date.now() + 40 + round * 23;
    let dead = false;
    while (!dead) {
      if (Date.now() > killAt) {
        const pending = keeper.append([refusal(seq), refusal(seq + 1)]).catch(() => undefined);
        await keeper.stop('SIGKILL');
        await pending;
        dead = true;
      } else {
        const { indexes } = await keeper.append([refusal(seq)]);
        answered.set(seq++, indexes[0]!);
        const state = await keeper.state();
        expect(roots.get(state.size) ?? state.root).toBe(state.root);
        roots.set(state.size, state.root);
      }
    }
    await keeper.start();
    for (const [old, index] of answered) expect((await keeper.append([refusal(old)])).indexes).toEqual([index]);
    const { indexes } = await keeper.append([refusal(seq), refusal(seq + 1)]);
    answered.set(seq++, indexes[0]!).set(seq++, indexes[1]!);
  }
  const { vkey } = await keeper.state();
  await keeper.stop();
  const result = verify(folder, '--vkey', vkey);
  expect(result.stdout).toContain('VERIFIED');
});

test('a ledger that was put back to an earlier day is not signed on', async () => {
  await keeper.start();
  await keeper.append([refusal(0)]);
  await keeper.stop();
  const copy = mkdtempSync(join(tmpdir(), 'habeas-copy-'));
  spawnSync('cp', ['-a', `${keeper.ledger}/.`, copy]);
  await keeper.start();
  await keeper.append([refusal(1)]);
  await keeper.stop();
  rmSync(keeper.ledger, { recursive: true });
  spawnSync('cp', ['-a', copy, keeper.ledger]);
  rmSync(copy, { recursive: true });
  await expect(keeper.start()).rejects.toThrow('ledger-cut-back');
});

test('a second keeper on the same folder does not start', async () => {
  await keeper.start();
  const second = new KeeperProcess(programs.keeper, folder);
  await expect(second.start()).rejects.toThrow('already-running');
  expect((await keeper.state()).size).toBe(1);
});

test('the verifier names file and entry of a changed byte, with exit code 1', async () => {
  await keeper.start();
  await keeper.append([refusal(0), refusal(1)]);
  await keeper.stop();
  const file = join(keeper.ledger, 'tile/entries/000.p/3');
  const bytes = readFileSync(file);
  bytes[bytes.length - 10]! ^= 1;
  writeFileSync(file, bytes);
  const result = verify(folder);
  expect(result.status).toBe(1);
  expect(result.stdout).toContain('entry 2 does not hash to its place');
});

test('a copy of the key on paper lets the log go on where its newest copy ends, and no further back', async () => {
  const words = 'six random words of my own';
  const command = (input: string, ...args: string[]) =>
    spawnSync(process.execPath, [programs.logKey, ...args], {
      encoding: 'utf8',
      input,
      env: { ...process.env, HABEAS_DATA: folder },
    });
  const { vkey } = await keeper.start();
  await keeper.append([refusal(0), refusal(1)]);
  const paper = join(folder, 'paper.txt');
  expect(command('short\nshort\n', 'keep', paper).stderr).toContain('too short');
  expect(command(`${words}\nother words than these\n`, 'keep', paper).stderr).toContain('not the same');
  expect(command(`${words}\n${words}\n`, 'keep', paper)).toMatchObject({ status: 0 });
  expect(statSync(paper).mode & 0o777).toBe(0o600);
  const seed = readFileSync(join(folder, 'keeper/log.key'), 'utf8').trim();
  expect(readFileSync(paper, 'utf8').replaceAll(/\s/g, '')).not.toContain(seed);
  expect(command(`${words}\n${words}\n`, 'keep', paper).status).toBe(1);
  expect(command(`${words}\n`, 'return', paper, '--seen', '3').stderr).toContain('Stop it first');
  await keeper.append([refusal(2)]);
  await keeper.stop();
  expect(command(`${words}\n`, 'return', paper, '--seen', '4').stderr).toContain('There is a key');

  rmSync(join(folder, 'keeper/log.key'));
  rmSync(join(folder, 'keeper/guard.json'));
  await expect(keeper.start()).rejects.toThrow('key-missing');
  expect(command('another passphrase\n', 'return', paper, '--seen', '4').stderr).toContain('passphrase is not right');
  expect(command(`${words}\n`, 'return', paper, '--seen', '5').stderr).toContain('older than what its key has signed');
  expect(readdirSync(join(folder, 'keeper'))).toEqual([]);
  expect(command(`${words}\n`, 'return', paper, '--seen', '4')).toMatchObject({ status: 0 });
  // The keeper's start is an entry of its own.
  expect(await keeper.start()).toMatchObject({ size: 5, vkey });
  expect(await keeper.append([refusal(3)])).toMatchObject({ size: 6 });
  expect(verify(folder, '--vkey', vkey).status).toBe(0);
}, 120_000);
