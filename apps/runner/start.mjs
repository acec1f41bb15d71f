// `npm start`: from a bare checkout to a running Habeas. Plain JavaScript without dependencies, because it runs
// before `npm ci`. Installs what is missing (Debian, as root), builds what changed, then becomes the runner.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, missingPackages } from './debian.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
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

/** Ends with a plain sentence. */
function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

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
    stop(
      `unsupported version: Node ${process.versions.node}. Habeas needs Node 20.19 or later; 20, 22 and 24 are tested.`,
    );
  }
  if (!SUPPORTED.includes(major)) {
    process.stderr.write(`unsupported version: Node ${process.versions.node}; 20, 22 and 24 are tested. Going on.\n`);
  }
}

async function systemPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!existsSync('/etc/debian_version')) {
    stop(
      `Missing: ${names} (the names are Debian's). Habeas installs them itself on Debian 12 only; install them, then run npm start again.`,
    );
  }
  if (process.getuid() !== 0) {
    stop(
      `Missing Debian packages: ${names}\nGet them without letting their services start:\n` +
        `  sudo npm start      (does it by itself), or\n` +
        `  sudo sh -c 'printf "#!/bin/sh\\nexit 101\\n" > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d; apt-get install -y --no-install-recommends ${names}; rm /usr/sbin/policy-rc.d'`,
    );
  }
  await phase(`Debian packages (${missing.length})`, () => installPackages(missing, run));
  const still = missingPackages();
  if (still.length > 0) stop(`Still missing after the installation: ${still.join(' ')}.`);
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

/** Does the work unless its stamp says that it was done on the same input. */
async function whenChanged(stamp, value, name, work) {
  const file = join(project, stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === value) return;
  await phase(name, work);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

async function main() {
  checkNode();
  // What is built must be readable to the users of the parts.
  process.umask(0o022);
  if (process.platform !== 'linux') stop('Habeas runs on Linux (Debian 12).');
  await systemPackages();
  const packages = hashOf(['package-lock.json']);
  await whenChanged('node_modules/.habeas-stamp', packages, 'npm ci', () =>
    run('npm', ['ci', '--no-audit', '--no-fund']),
  );
  await whenChanged('dist/.habeas-stamp', hashOf(sources()), 'build', () => run('npm', ['run', '-s', 'build']));
  // The same process goes on as the runner, so that signals and the exit status are its own.
  await import(join(project, 'dist/apps/runner/src/main.js'));
}

main().catch((error) => stop(error instanceof Error ? error.message : String(error)));
