import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

/** What `systemd-analyze verify` says of the units in a folder; empty when all is well. */
async function verify(folder: string): Promise<string> {
  const units = (await readdir(folder)).map((name) => join(folder, name));
  return new Promise((done) => {
    execFile('systemd-analyze', ['verify', '--man=no', ...units], (error, stdout, stderr) => {
      done(error === null ? '' : `${error.message}${stdout}${stderr}`);
    });
  });
}

it('the units are what systemd understands, and every program they start exists', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-units-'));
  try {
    const units = join(folder, 'units');
    await cp('deploy/systemd', units, { recursive: true });
    for (const name of await readdir(units)) {
      const text = await readFile(join(units, name), 'utf8');
      const here = text.replaceAll('/usr/bin/node', process.execPath).replaceAll('/opt/habeas', resolve('.'));
      await writeFile(join(units, name), here);
    }
    expect(await verify(units)).toBe('');
    // Positive control: a program that is not there is found out.
    await mkdir(join(folder, 'wrong'));
    const one = await readFile(join(units, 'habeas-redis.service'), 'utf8');
    await writeFile(
      join(folder, 'wrong/habeas-redis.service'),
      one.replace('/usr/bin/redis-server', '/usr/bin/no-redis'),
    );
    expect(await verify(join(folder, 'wrong'))).toContain('no-redis');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
