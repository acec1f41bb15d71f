import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PASSED_ON = /^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const NPM_SETTINGS = ['registry', 'cafile', 'proxy', 'https-proxy', 'omit-lockfile-registry-resolved'];

const ask = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Address of Debian's packages, as this machine's own apt has it. @throws when its lists were never fetched. */
export function debianMirror(): string {
  const targets = ask(
    'apt-get',
    'indextargets',
    '--format',
    '$(REPO_URI) $(ORIGIN) $(COMPONENT)',
    'Created-By: Packages',
  );
  const found = /^(\S+) Debian main$/m.exec(targets)?.[1];
  if (found === undefined) throw new Error('This machine has no list of Debian packages. Run apt-get update first.');
  return found;
}

/** Gives a root folder the machine's own ways to packages: Debian's sources, npm's registry, certificates. */
export async function passMirrors(root: string): Promise<void> {
  const files = {
    'etc/apt/sources.list': `deb ${debianMirror()} bookworm main\n`,
    'etc/apt/apt.conf.d/90machine': ask('apt-config', 'dump')
      .split('\n')
      .filter((line) => /^Acquire::(https?|Check-|Retries)/.test(line))
      .join('\n'),
    'usr/local/etc/npmrc': NPM_SETTINGS.flatMap((name) => {
      const value = ask('npm', 'config', 'get', name).trim();
      return ['null', 'undefined', ''].includes(value) ? [] : [`${name}=${value}\n`];
    }).join(''),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  if (existsSync(CERTIFICATES)) await cp(CERTIFICATES, join(root, CERTIFICATES), { recursive: true });
}

/** Proxies and certificates that programs of this machine are told by their environment. */
export function mirrorEnvironment(): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return Object.fromEntries(passed) as Record<string, string>;
}
