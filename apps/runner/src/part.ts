import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { innermost } from '#confine';
import type { LogFile } from './log-file.js';
import type { PartPlan } from './parts.js';

const STOP_MS = 15_000;
const CALM_MS = 60_000;

/** A running part: started again, with growing pauses and never silently, until it is stopped. */
export class Part {
  private child: ChildProcess | undefined;
  private stopped = false;
  private deaths = 0;
  private readonly stopping = new AbortController();
  private lastLines: string[] = [];

  constructor(
    private readonly plan: PartPlan,
    private readonly log: LogFile,
    private readonly say: (sentence: string) => void,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  get isUp(): boolean {
    return this.child !== undefined;
  }

  /** What it last printed, for the terminal when it cannot start. */
  get last(): string {
    return this.lastLines.join('\n');
  }

  start(): void {
    const [program, ...rest] = this.plan.argv as [string, ...string[]];
    const began = Date.now();
    // A group of its own: Ctrl-C at the terminal reaches the runner only, which stops the parts in order.
    const child = spawn(program, rest, {
      cwd: '/',
      env: this.plan.environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.keep(line));
    }
    const over = (how: string) => {
      if (this.child !== child) return;
      this.child = undefined;
      if (!this.stopped) void this.again(how, began);
    };
    child.once('error', (error) => over(error.message));
    child.once('exit', (code, signal) => over(signal === null ? `status ${code}` : signal));
  }

  /** Resolves when it has ended: asked first, killed after 15 s. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.stopping.abort();
    const { child } = this;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      send(await innermost(child.pid), this.plan.stopSignal);
      const late = new AbortController();
      await Promise.race([ended, wait(STOP_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      if (child.exitCode === null && child.signalCode === null) {
        this.say(`${this.name} did not stop within ${STOP_MS / 1000} s and is killed`);
        send(await innermost(child.pid), 'SIGKILL');
        send(child.pid, 'SIGKILL');
        await ended;
      }
    }
    await this.log.close();
  }

  private async again(how: string, began: number): Promise<void> {
    this.deaths = Date.now() - began > CALM_MS ? 1 : this.deaths + 1;
    const pause = Math.min(30_000, 500 * 2 ** (this.deaths - 1));
    this.say(`${this.name} ended (${how}); it is started again in ${pause / 1000} s`);
    await wait(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (!this.stopped) this.start();
  }

  private keep(line: string): void {
    this.lastLines = [...this.lastLines.slice(-11), line];
    if (!this.stopped) this.log.write(`${new Date().toISOString()} ${line}`);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended meanwhile
  }
}
