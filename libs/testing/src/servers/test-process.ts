import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Unprivileged } from './private-folder.js';

/** A server that a test started: it is ended with the test, and with this process whatever happens. */
export class TestProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';
  readonly #onExit = () => this.#child.kill('SIGKILL');

  constructor(program: string, args: string[], user: Unprivileged | undefined) {
    // SIGQUIT when this process dies without a word: test runners kill their workers.
    const identity = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
    const argv = [...identity, '--pdeathsig=QUIT', program, ...args];
    this.#child = spawn('setpriv', argv, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    const keep = (part: Buffer) => (this.#output = (this.#output + part.toString()).slice(-8_000));
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#ended = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', (error) => {
        this.#output += error.message;
        resolve();
      });
    });
    process.once('exit', this.#onExit);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when `ready` says so; throws with what the server printed if it ends first or takes over 20 s. */
  async until(ready: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!(await ready().catch(() => false))) {
      if (this.#child.exitCode !== null || !this.#child.pid) throw new Error(`the server ended: ${this.#output}`);
      if (Date.now() > deadline) throw new Error(`the server is not ready after 20 s: ${this.#output}`);
      await wait(25);
    }
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    process.removeListener('exit', this.#onExit);
    if (this.#child.exitCode === null && this.#child.pid) this.#child.kill(signal);
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await this.#ended;
    clearTimeout(late);
  }
}
