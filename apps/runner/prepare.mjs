// Brings a bare checkout to a built one. Plain JavaScript without dependencies, because it runs before `npm ci`.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, missingPackages, NEEDED } from './debian.mjs';

/** The folder with package.json. */
export const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const SUPPORTED = [20, 22, 24];
const SOURCES = [
  'apps',
  'libs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
];

async function phase(name, work) {
  const began = performance.now();
  await work();
  process.stdout.write(`${name.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

/** Runs a program to its end; prints what it said only when it fails. */
function run(program, args) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) done();
      else failed(new Error(`${program} ${args.join(' ')} failed (status ${code}):\n${said.slice(-4000)}`));
    });
  });
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `unsupported version: Node ${process.versions.node}. Habeas needs Node 20.19 or later; 20, 22 and 24 are tested.`,
    );
  }
  if (!SUPPORTED.includes(major)) {
    process.stderr.write(`unsupported version: Node ${process.versions.node}; 20, 22 and 24 are tested. Going on.\n`);
  }
}

async function systemPackages(needed) {
  const missing = missingPackages(needed);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!existsSync('/etc/debian_version')) {
    throw new Error(
      `Missing: ${names} (the names are Debian's). Habeas installs them itself on Debian 12 only; install them, then run npm start again.`,
    );
  }
  if (process.getuid() !== 0) {
    throw new Error(
      `Missing Debian packages: ${names}\nGet them without letting their services start:\n` +
        `  sudo npm start      (does it by itself), or\n` +
        `  sudo sh -c 'printf "#!/bin/sh\\nexit 101\\n" > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d; apt-get install -y --no-install-recommends ${names}; rm /usr/sbin/policy-rc.d'`,
    );
  }
  await phase(`Debian packages (${missing.length})`, () => installPackages(missing, run));
  const still = missingPackages(needed);
  if (still.length > 0) throw new Error(`Still missing after the installation: ${still.join(' ')}.`);
}

const hashOf = (files) => {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(project, file)))
      .update('\0');
  return hash.digest('hex');
};

function* filesBelow(path) {
  const entries = readdirSync(join(project, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'generated' && entry.name !== 'node_modules') yield* filesBelow(below);
    else if (entry.isFile()) yield below;
  }
}

function sources() {
  return SOURCES.filter((path) => existsSync(join(project, path))).flatMap((path) =>
    path.includes('.') ? [path] : [...filesBelow(path)],
  );
}

/** What `npm ci` would change: nothing, when every package of the lock file is there in its version. */
function installedAsLocked() {
  const hidden = join(project, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(hidden);
  const locked = packagesOf(join(project, 'package-lock.json'));
  const missing = Object.entries(locked).some(
    ([path, { optional, peer }]) => path && !optional && !peer && !installed[path],
  );
  return !missing && Object.entries(installed).every(([path, { version }]) => locked[path]?.version === version);
}

/** Builds unless the stamp says that it was done from the same sources. */
async function buildWhenChanged() {
  const stamp = join(project, 'dist/.habeas-stamp');
  const value = hashOf(sources());
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === value) return;
  await phase('build', () => run('npm', ['run', '-s', 'build']));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

/**
 * From a bare checkout to a built one: Node's version, Debian packages, npm packages, build.
 * `packages`: further `[package, file that shows it is there]` that the caller needs. Throws an Error whose message is a
 * plain sentence.
 */
export async function prepare({ packages = [] } = {}) {
  checkNode();
  // What is built must be readable to the users of the parts.
  process.umask(0o022);
  if (process.platform !== 'linux') throw new Error('Habeas runs on Linux (Debian 12).');
  await systemPackages([...NEEDED, ...packages]);
  if (!installedAsLocked()) await phase('npm ci', () => run('npm', ['ci', '--no-audit', '--no-fund']));
  await buildWhenChanged();
}
