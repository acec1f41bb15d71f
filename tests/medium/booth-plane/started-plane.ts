import type { ChildProcess } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { PlaneContact } from '../../../libs/janus/src/plane-contact.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { bundle } from './bundle.js';

let bundled: Promise<string> | undefined;

afterAll(async () => {
  if (bundled !== undefined) await rm(dirname(await bundled), { recursive: true, force: true });
  bundled = undefined;
});

/** The launcher as one file in a folder that every user can read; built once a test file. */
async function launcher(): Promise<string> {
  bundled ??= mkdtemp(join(tmpdir(), 'habeas-launcher-')).then(async (folder) => {
    await chmod(folder, 0o755);
    await cp('deploy/janus/booth-plane', join(folder, 'deploy/janus/booth-plane'), { recursive: true });
    return bundle('apps/booth-plane/src/main.ts', join(folder, 'main.mjs'));
  });
  return bundled;
}

export interface PlaneOptions {
  /** Words in front of the program, e.g. setpriv to another user. */
  readonly as?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** The real launcher with the real Janus, started in a namespace. `folder` must exist and belong to who starts. */
export class StartedPlane {
  output = '';
  private readonly exited: Promise<number | null>;

  private constructor(
    readonly folder: string,
    readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.output += data.toString();
      });
    }
    this.exited = new Promise((done) => child.once('close', (code) => done(code)));
  }

  static async start(namespace: TestNamespace, folder: string, options: PlaneOptions = {}): Promise<StartedPlane> {
    const child = namespace.spawn([...(options.as ?? []), process.execPath, await launcher()], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/bin:/bin',
        HABEAS_BOOTH_PLANE_FOLDER: join(folder, 'booth-plane'),
        ...options.environment,
      },
    });
    return new StartedPlane(folder, child);
  }

  /** contact.json once it is there and is not that of `former`. */
  async contact(former?: PlaneContact): Promise<PlaneContact> {
    return vi.waitFor(
      async () => {
        const found = PlaneContact.parse(JSON.parse(await readFile(this.contactFile, 'utf8')));
        if (found.startedAt === former?.startedAt) throw new Error(`no new plane yet:\n${this.output}`);
        return found;
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  get contactFile(): string {
    return join(this.folder, 'booth-plane/contact.json');
  }

  /** Exit status of the launcher, when it ends by itself or by `stop`. */
  ended(): Promise<number | null> {
    return this.exited;
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }
}
