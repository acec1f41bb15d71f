import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { JANUS_ENVIRONMENT } from './cage.js';
import { PlaneError } from './plane-error.js';
import type { PlanePaths } from './janus/plane-paths.js';
import { findProgram } from './measure/read-facts.js';

export interface CageLaunch {
  /** Program and arguments; `{seccomp}` stands for the number of the descriptor with the filter. */
  readonly argv: readonly string[];
  readonly filter: Uint8Array | undefined;
  readonly paths: PlanePaths;
  readonly log: (line: string) => void;
}

export const SECCOMP_FD = 3;
const START_MS = 15_000;
const STOP_MS = 700;

/** One Janus in its cage, from start to end. */
export class CagedJanus {
  /** Resolves with a plain sentence when the process has ended, whatever ended it. */
  readonly ended: Promise<string>;
  private over = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly paths: PlanePaths,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.over = true;
        resolve(signal === null ? `Janus ended with status ${code}` : `Janus was ended by ${signal}`);
      });
      child.once('error', (error) => {
        this.over = true;
        resolve(`Janus could not be started: ${error.message}`);
      });
    });
  }

  /** Its output goes through a pipe, since it may not write one byte to a file. */
  static start({ argv, filter, paths, log }: CageLaunch): CagedJanus {
    const seccomp = filter === undefined ? undefined : openFilter(filter, paths);
    const child = spawn(argv[0] as string, argv.slice(1), {
      cwd: '/',
      env: JANUS_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe', ...(seccomp === undefined ? [] : [seccomp])],
    });
    if (seccomp !== undefined) closeSync(seccomp);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', log);
    }
    return new CagedJanus(child, paths);
  }

  get hasEnded(): boolean {
    return this.over;
  }

  /** The id of Janus itself once both sockets answer. @throws PlaneError `janus-cannot-start`. */
  async ready(): Promise<number> {
    const until = Date.now() + START_MS;
    while (!this.over && Date.now() < until) {
      const pid = this.child.pid === undefined ? undefined : await findProgram('janus', this.child.pid);
      if (pid !== undefined && (await answers(this.paths.apiSocket)) && (await answers(this.paths.adminSocket))) {
        return pid;
      }
      await wait(50);
    }
    const why = this.over ? await this.ended : `its sockets did not answer within ${START_MS / 1000} s`;
    await this.kill();
    throw new PlaneError('janus-cannot-start', `Janus cannot start: ${why}.`);
  }

  /** At once, for a broken layer: no further packet. The cage and all in it die with its first process. */
  async kill(): Promise<void> {
    if (this.over) return;
    const janus = this.child.pid === undefined ? undefined : await findProgram('janus', this.child.pid);
    this.signal(janus, 'SIGKILL');
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    if (this.over) return;
    const janus = this.child.pid === undefined ? undefined : await findProgram('janus', this.child.pid);
    this.signal(janus, 'SIGTERM');
    await Promise.race([this.ended, wait(STOP_MS)]);
    await this.kill();
  }

  private signal(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
    if (pid === undefined) return;
    try {
      process.kill(pid, signal);
    } catch {
      // it has ended meanwhile
    }
  }
}

/** A descriptor of the filter's bytes; the file itself is gone when this returns. */
function openFilter(filter: Uint8Array, paths: PlanePaths): number {
  const file = join(paths.root, 'seccomp.bpf');
  rmSync(file, { force: true });
  writeFileSync(file, filter, { mode: 0o600, flag: 'wx' });
  const descriptor = openSync(file, 'r');
  rmSync(file);
  return descriptor;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
