// What Habeas needs of Debian, and how to get it without letting any service start. No dependencies.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { holdServices, releaseServices } from './hold-services.mjs';

/** [package, file that shows it is there, what it is] */
export const NEEDED = [
  ['janus', '/usr/bin/janus', 'Janus WebRTC server 1.1, janus.conf.meetecho.com'],
  ['redis-server', '/usr/bin/redis-server', 'Redis 7, redis.io'],
  ['postgresql', '/usr/lib/postgresql/*/bin/postgres', 'PostgreSQL 15 or later, postgresql.org'],
  ['bubblewrap', '/usr/bin/bwrap', 'bubblewrap, github.com/containers/bubblewrap'],
  ['nftables', '/usr/sbin/nft', 'nftables, netfilter.org'],
  ['util-linux', '/usr/bin/setpriv', 'setpriv and flock of util-linux'],
  ['passwd', '/usr/sbin/useradd', 'useradd of shadow'],
];
const OPENSSL = ['openssl', '/usr/bin/openssl', 'OpenSSL 3, openssl.org'];
const COTURN = ['coturn', '/usr/bin/turnserver', 'coturn 4, github.com/coturn/coturn'];

/**
 * What a start with these arguments and settings needs beside NEEDED, as entries of it: only who is to be reached from
 * elsewhere needs more.
 */
export function packagesFor(args, environment) {
  const lan = args.includes('--lan');
  const relay = environment.HABEAS_RELAY ?? (lan || environment.HABEAS_PUBLIC_ADDRESS ? 'on' : 'off');
  return [...(lan ? [OPENSSL] : []), ...(relay === 'on' ? [COTURN] : [])];
}

/** Wanted for the kiosk's spoken prompts; without them everything works, and the kiosk has no "Read aloud". */
export const WANTED = [
  ['espeak-ng', '/usr/bin/espeak-ng', 'espeak-ng, speech'],
  ['opus-tools', '/usr/bin/opusenc', 'opusenc of opus-tools'],
];
/** Only root can use these: without it their layers are missing anyway, and the screens say so. */
const FOR_ROOT = ['bubblewrap', 'nftables', 'passwd'];

/**
 * What is needed and not here, as entries of `needed`.
 * @param {string[][]} needed
 * @param {{ root: boolean, exists?: (file: string) => boolean, list?: (folder: string) => string[] }} look
 */
export function missingPackages(needed, { root, exists = existsSync, list = readdirSync }) {
  return needed.filter(([name, file]) => (root || !FOR_ROOT.includes(name)) && !isThere(file, exists, list));
}

function isThere(file, exists, list) {
  const [folder, rest] = file.split('/*');
  if (rest === undefined) return exists(file);
  return exists(folder) && list(folder).some((name) => exists(`${folder}/${name}${rest}`));
}

/** Which system this is, from the text of /etc/os-release. */
export function readSystem(text) {
  const value = (key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
  const [id, version] = [value('ID'), value('VERSION_ID')];
  const family = [id, ...value('ID_LIKE').split(' ')];
  return {
    name: value('PRETTY_NAME') || 'an unknown system',
    supported: id === 'debian' && version === '12',
    apt: family.includes('debian'),
  };
}

/** What is missing and how a person gets it; `missing` as missingPackages gives it. */
export function howToGet(missing, system) {
  const names = missing.map(([name]) => name).join(' ');
  const again = 'then run npm start again.';
  if (system.supported) {
    return [
      `Missing Debian packages: ${names}`,
      'They can be got in two ways, and no service of theirs starts in either:',
      '  run npm start once as root, which installs them, or',
      `  run as root the line below, ${again}`,
      '',
      byHand(missing),
    ].join('\n');
  }
  const width = Math.max(...missing.map(([, file]) => file.length));
  const table = missing.map(([name, file, what]) => `  ${file.padEnd(width)}  ${what ?? `Debian's package ${name}`}`);
  return [
    `Habeas installs what it needs by itself on Debian 12 only; this is ${system.name}. Missing here:`,
    ...table,
    system.apt
      ? `The names of the packages on Debian 12 are: ${names}. Where this system has the same, run as root the line below, ${again}`
      : `Install them so that these files are there, with their services off, ${again} Or use a machine with Debian 12.`,
    ...(system.apt ? ['', byHand(missing)] : []),
  ].join('\n');
}

/** Masked before they come, so that neither the installation nor the next boot starts a service. */
function byHand(missing) {
  const names = missing.map(([name]) => name);
  const services = names.flatMap((name) => SERVICES[name] ?? []);
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return services.length === 0 ? install : `systemctl mask ${services.join(' ')} && ${install}`;
}

/** What the packages would start, now and at every boot. */
const SERVICES = {
  janus: ['janus.service'],
  'redis-server': ['redis-server.service'],
  postgresql: ['postgresql.service'],
  coturn: ['coturn.service'],
};

/**
 * Installs packages (root) with every service kept from starting, now and at the next boot: invoke-rc.d asks
 * policy-rc.d, Debian's PostgreSQL makes no cluster of its own, and the services that came are disabled. What was
 * changed for that is put back, whatever happens. `run(program, args)` rejects when the program fails.
 */
export async function installPackages(names, run) {
  const environment = ['DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_SUSPEND=1'];
  // A machine that has just booted may be installing updates.
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-y', '--no-install-recommends'];
  const install = () => run('env', [...environment, 'apt-get', 'install', ...options, ...names]);
  holdServices();
  try {
    // The lists may be old or absent: refreshed only when the first try says so.
    await install().catch(async () => {
      await run('apt-get', ['update']);
      await install();
    });
  } finally {
    disableServices(names.flatMap((name) => SERVICES[name] ?? []));
    releaseServices();
  }
}

function disableServices(services) {
  const came = services.filter((name) => existsSync(`/lib/systemd/system/${name}`));
  if (came.length === 0) return;
  if (existsSync('/usr/bin/systemctl')) spawnSync('systemctl', ['--quiet', 'disable', ...came]);
  else for (const name of came) spawnSync('update-rc.d', [name.replace('.service', ''), 'disable']);
}
