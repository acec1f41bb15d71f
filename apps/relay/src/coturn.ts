import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { innermost } from '#confine';
import { QuietLog } from './quiet-log.js';
import { RelayError } from './relay-error.js';

const START_MS = 15_000;
const STOP_MS = 2_000;

/** One coturn in its confinement, from start to end. */
export class Coturn {
  /** Resolves when the process has ended, whatever ended it. */
  readonly ended: Promise<void>;
  readonly #log = new QuietLog();
  #over = false;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.#log.take(line));
    }
    this.ended = new Promise((resolve) => {
      const over = () => {
        this.#over = true;
        resolve();
      };
      child.once('exit', over);
      child.once('error', over);
    });
  }

  static start(argv: readonly string[]): Coturn {
    const [program, ...rest] = argv as [string, ...string[]];
    return new Coturn(spawn(program, rest, { cwd: '/', env: { LANG: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get hasEnded(): boolean {
    return this.#over;
  }

  /** Resolves once `answers` is true. @throws RelayError `cannot-start` with what coturn said. */
  async ready(answers: () => Promise<boolean>): Promise<void> {
    const until = Date.now() + START_MS;
    while (!this.#over && Date.now() < until) {
      if (await answers()) return this.#log.started();
      await wait(50);
    }
    await this.stop();
    throw new RelayError(
      'cannot-start',
      `coturn cannot start. Is a port taken? HABEAS_RELAY_TLS_PORT, HABEAS_RELAY_PORT and HABEAS_RELAY=off help.\n${this.#log.beginning}`,
    );
  }

  /** Reads its certificate files again; connections go on. */
  async readCertificate(): Promise<void> {
    await this.#signal('SIGUSR2');
  }

  async stop(): Promise<void> {
    if (this.#over) return;
    await this.#signal('SIGTERM');
    await Promise.race([this.ended, wait(STOP_MS)]);
    if (this.#over) return;
    await this.#signal('SIGKILL');
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async #signal(signal: NodeJS.Signals): Promise<void> {
    if (this.child.pid === undefined) return;
    const pid = await innermost(this.child.pid);
    try {
      process.kill(pid, signal);
    } catch {
      // it has ended meanwhile
    }
  }
}
