import type { ChildProcess } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { PlaneContact } from '../../../libs/janus/src/plane-contact.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { bundle } from './bundle.js';

export type PlaneName = 'booth-plane' | 'hearing-plane';
const FOLDER_SETTING = {
  'booth-plane': 'HABEAS_BOOTH_PLANE_FOLDER',
  'hearing-plane': 'HABEAS_HEARING_PLANE_FOLDER',
} as const;

const bundled = new Map<PlaneName, Promise<string>>();

afterAll(async () => {
  for (const program of bundled.values()) await rm(dirname(await program), { recursive: true, force: true });
  bundled.clear();
});

/** A launcher as one file in a folder that every user can read; built once a test file. */
async function launcher(plane: PlaneName): Promise<string> {
  const program =
    bundled.get(plane) ??
    mkdtemp(join(tmpdir(), 'habeas-launcher-')).then(async (folder) => {
      await chmod(folder, 0o755);
      await cp(`deploy/janus/${plane}`, join(folder, `deploy/janus/${plane}`), { recursive: true });
      return bundle(`apps/${plane}/src/main.ts`, join(folder, 'main.mjs'));
    });
  bundled.set(plane, program);
  return program;
}

export interface PlaneOptions {
  /** Without it, the booth plane. */
  readonly plane?: PlaneName;
  /** Words in front of the program, e.g. setpriv to another user. */
  readonly as?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * The real launcher of a plane with the real Janus, started in a namespace. `folder` must exist and belong to who starts;
 * the plane makes a folder of its own there.
 */
export class StartedPlane {
  output = '';
  private readonly exited: Promise<number | null>;

  private constructor(
    /** Its own folder. */
    readonly root: string,
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
    const plane = options.plane ?? 'booth-plane';
    const root = join(folder, plane);
    const child = namespace.spawn([...(options.as ?? []), process.execPath, await launcher(plane)], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/bin:/bin',
        [FOLDER_SETTING[plane]]: root,
        ...options.environment,
      },
    });
    return new StartedPlane(root, child);
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
    return join(this.root, 'contact.json');
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
