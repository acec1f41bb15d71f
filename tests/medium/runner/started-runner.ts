import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

/** The real runner of a stand-in project, as `npm start` would become it, in a namespace. */
export class StartedRunner {
  output = '';
  private readonly exited: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.output += data.toString();
      });
    }
    this.exited = new Promise((done) => child.once('close', (code) => done(code)));
  }

  static start(namespace: TestNamespace, project: string, args: string[] = [], environment = {}): StartedRunner {
    const program = [process.execPath, join(project, 'dist/apps/runner/src/main.js'), ...args];
    return new StartedRunner(
      namespace.spawn(program, {
        cwd: project,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HABEAS_PORT: '3456', ...environment },
      }),
    );
  }

  /** Resolves when the table is printed. */
  async ready(): Promise<void> {
    await expect
      .poll(
        () => {
          if (this.child.exitCode !== null) throw new Error(`the runner ended:\n${this.output}`);
          return this.output;
        },
        { timeout: 40_000, interval: 50 },
      )
      .toContain('Ctrl-C');
  }

  ended(): Promise<number | null> {
    return this.exited;
  }

  /** As the terminal does it: the signal goes to the whole group of the foreground program. */
  async pressCtrlC(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGINT');
    return this.exited;
  }
}
