import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The other of the two supported Nodes, 20 and 24, as {program, version}: npm's package of Node's own program, kept below
 * node_modules. Throws an Error with what npm said.
 */
export function otherNode() {
  const major = process.versions.node.startsWith('24.') ? '20' : '24';
  const folder = resolve(`node_modules/.cache/habeas/node-${major}`);
  const name = `node-linux-${process.arch}`;
  const program = join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(program)) {
    const options = ['--prefix', folder, '--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
    const { status, stderr } = spawnSync('npm', ['install', ...options, `${name}@${major}`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Node ${major} cannot be had: ${stderr}`);
  }
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (!stdout?.startsWith(`v${major}.`)) throw new Error(`Node ${major} does not run here`);
  return { program, version: stdout.trim().slice(1) };
}
