// Brings a bare checkout to a built one. Plain JavaScript without dependencies, because it runs before `npm ci`.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { howToGet, installPackages, missingPackages, NEEDED, readSystem, WANTED } from './debian.mjs';
import { releaseServices } from './hold-services.mjs';

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

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let running;
let stopping = false;
/** Ctrl-C: the program that runs is asked to end; what was changed for it is put back before this process ends. */
function stop() {
  stopping = true;
  running?.kill('SIGINT');
}

/** Runs a program to its end; prints what it said only when it fails. */
function run(program, args) {
  return new Promise((done, failed) => {
    if (stopping) throw new Error('Stopped.');
    const child = spawn(program, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    running = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    child.once('error', failed);
    child.once('close', (code) => {
      running = undefined;
      if (stopping) failed(new Error('Stopped.'));
      else if (code === 0) done();
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
  const root = process.getuid() === 0;
  const missing = missingPackages(needed, { root });
  if (missing.length === 0) return;
  const system = systemHere();
  if (!root || !system.supported) throw new Error(howToGet(missing, system));
  await phase(`Debian packages (${missing.length})`, () =>
    installPackages(
      missing.map(([name]) => name),
      run,
    ),
  );
  const still = missingPackages(needed, { root });
  if (still.length > 0) throw new Error(howToGet(still, system));
}

const systemHere = () => readSystem(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');

/** Installed where that is possible; nothing depends on it. */
async function wantedPackages() {
  const root = process.getuid() === 0;
  const missing = missingPackages(WANTED, { root }).map(([name]) => name);
  if (missing.length === 0) return;
  try {
    if (!root || !systemHere().supported) throw new Error('only root on Debian 12 can install them');
    await phase(`Debian packages (${missing.length})`, () => installPackages(missing, run));
  } catch (error) {
    if (stopping) throw error;
    process.stderr.write(`Without ${missing.join(' and ')} the kiosk cannot read its screens aloud. Going on.\n`);
  }
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

/** Neither documentation nor hidden files are built, and the build leaves some of both behind. */
function* filesBelow(path) {
  const entries = readdirSync(join(project, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name.endsWith('.md')) continue;
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

/** Whether every package of the lock file is here in its version; others do no harm. */
function installedAsLocked() {
  const hidden = join(project, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(hidden);
  const locked = packagesOf(join(project, 'package-lock.json'));
  return Object.entries(locked).every(([path, { version, optional, peer }]) => {
    if (path === '') return true;
    return installed[path] === undefined ? optional || peer : installed[path].version === version;
  });
}

async function npmPackages() {
  if (installedAsLocked()) return;
  // npm ci empties the folder first, through a link too.
  if (lstatSync(join(project, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error(
      'node_modules is a link, and what it leads to is not what package-lock.json asks for. Remove the link.',
    );
  }
  await phase('npm ci', () => run('npm', ['ci', '--no-audit', '--no-fund']));
}

/** Builds unless the stamp says that it was done from the same sources. */
async function buildWhenChanged() {
  const stamp = join(project, 'dist/.habeas-stamp');
  // Built again once there are voices.
  const voices = WANTED.every(([, file]) => existsSync(file)) ? 'with' : 'without';
  const value = `${hashOf(sources())} ${voices} prompts`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === value) return;
  await phase('build', () => run('npm', ['run', '-s', 'build']));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

/**
 * From a bare checkout to a built one: Node's version, Debian packages, npm packages, build.
 * `packages`: further entries as in NEEDED that the caller needs. Throws an Error whose message is a
 * plain sentence.
 */
export async function prepare({ packages = [] } = {}) {
  checkNode();
  // What is built must be readable to the users of the parts.
  process.umask(0o022);
  if (process.platform !== 'linux') throw new Error('Habeas runs on Linux (Debian 12).');
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    if (process.getuid() === 0) releaseServices();
    await systemPackages([...NEEDED, ...packages]);
    await wantedPackages();
    await npmPackages();
    await buildWhenChanged();
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
