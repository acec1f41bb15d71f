import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BareBox } from './bare-box.js';
import { debianMirror, passMirrors } from './machine-mirror.js';

const run = promisify(execFile);
const project = resolve(import.meta.dirname, '../../..');
/** The npm that comes with each Node. */
const NPM_OF: Readonly<Record<string, string>> = { '20': '10', '22': '10', '24': '11' };
const TOOLS = ['debootstrap', 'slirp4netns', 'unshare', 'nsenter', 'setpriv', 'git', 'npm', 'ip'];

/** Debian 12 with nothing but its smallest system that boots, git and Node; a fresh machine for every question. */
export class BareDebian {
  private readonly boxes: BareBox[] = [];

  private constructor(private readonly folder: string) {}

  /** Half a minute and 350 MB below `parent`, on an ordinary disk. Needs root. */
  static async make(parent = '/var/tmp'): Promise<BareDebian> {
    if (process.getuid?.() !== 0) throw new Error('A bare Debian is made as root only. Run it as root.');
    const path = `${process.env['PATH']}:/usr/sbin:/sbin`.split(':');
    const missing = TOOLS.filter((tool) => !path.some((folder) => existsSync(join(folder, tool))));
    if (missing.length > 0) {
      throw new Error(
        `Missing: ${missing.join(' ')}. Get them: apt-get install -y --no-install-recommends debootstrap slirp4netns iproute2`,
      );
    }
    const made = new BareDebian(await mkdtemp(join(parent, 'habeas-bare-')));
    try {
      const options = ['--variant=minbase', '--include=ca-certificates,git,init'];
      await run('debootstrap', [...options, 'bookworm', made.base, debianMirror()], { maxBuffer: 1 << 26 });
      return made;
    } catch (error) {
      await made.remove();
      throw error;
    }
  }

  /** A machine that never saw Habeas, with Node and a clone of what is committed here in /root/habeas. */
  async box(node: string): Promise<BareBox> {
    const folder = await mkdtemp(join(this.folder, 'box-'));
    const upper = join(folder, 'upper');
    await this.placeNode(node, upper);
    await passMirrors(upper);
    await writeFile(join(upper, 'etc/resolv.conf'), 'nameserver 10.0.2.3\n');
    await writeFile(join(upper, 'etc/hosts'), '127.0.0.1 localhost bare\n');
    // As on a machine that has booted: otherwise Debian starts no service of a package whatever the policy says.
    await mkdir(join(upper, 'usr/sbin'), { recursive: true });
    await writeFile(join(upper, 'usr/sbin/runlevel'), '#!/bin/sh\necho N 5\n', { mode: 0o755 });
    await mkdir(join(upper, 'root'), { recursive: true, mode: 0o700 });
    await run('git', ['clone', '--quiet', '--no-hardlinks', project, join(upper, 'root/habeas')]);
    const box = await BareBox.enter(this.base, folder);
    this.boxes.push(box);
    return box;
  }

  async remove(): Promise<void> {
    for (let box = this.boxes.pop(); box !== undefined; box = this.boxes.pop()) await box.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private get base(): string {
    return join(this.folder, 'base');
  }

  /** Node's own program as the npm registry has it, and its npm, in /usr/local. */
  private async placeNode(version: string, upper: string): Promise<void> {
    const fetched = join(this.folder, `node-${version}`);
    if (!existsSync(fetched)) {
      await mkdir(fetched);
      await run('npm', ['pack', '--silent', `node-linux-${process.arch}@${version}`], { cwd: fetched });
      const [archive = ''] = await readdir(fetched);
      await run('tar', ['--extract', '--strip-components=1', '--file', archive], { cwd: fetched });
      const npm = `npm@${NPM_OF[version] ?? 'latest'}`;
      await run('npm', ['install', '--prefix', join(fetched, 'with'), '--no-save', '--no-package-lock', npm]);
    }
    const local = join(upper, 'usr/local');
    await mkdir(join(local, 'bin'), { recursive: true });
    await cp(join(fetched, 'bin/node'), join(local, 'bin/node'));
    await cp(join(fetched, 'with/node_modules/npm'), join(local, 'lib/node_modules/npm'), { recursive: true });
    for (const name of ['npm', 'npx']) {
      await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
    }
  }
}
