import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const namespaces = () => execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' });

it('makes a namespace with a media address, and takes everything away again', async () => {
  const made = await TestNamespace.create();
  const name = made.name;
  expect(namespaces()).toContain(name);
  try {
    expect((await made.run(['ip', '-br', 'addr'])).stdout).toContain(`${made.address}/24`);
    const child = made.spawn(['sleep', '100']);
    const gone = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    await expect.poll(() => made.processes()).toContain(child.pid);
    await made.remove();
    expect(await gone).toBe('SIGKILL');
  } finally {
    await made.remove().catch(() => undefined);
  }
  expect(namespaces()).not.toContain(name);
});
