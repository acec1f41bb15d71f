import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { BareBox } from './bare-box.js';

/** `npm start` at a terminal of its own inside a box, as a person types it. */
export class TerminalStart {
  private said = '';
  private readonly ended: Promise<unknown>;

  private constructor(
    readonly child: ChildProcess,
    private readonly began: number,
  ) {
    this.ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.said += data.toString().replaceAll('\r', '');
      });
    }
  }

  /** Starts it and waits for the last line of the table. `as`: what makes it another user. @throws with what it said when it ends before. */
  static async run(
    box: BareBox,
    { folder = '/root/habeas', as = '' } = {},
  ): Promise<{ terminal: TerminalStart; seconds: number }> {
    const child = box.spawn(`cd ${folder} && exec script --quiet --return --command "${as} npm start" /dev/null`);
    const terminal = new TerminalStart(child, performance.now());
    return { terminal, seconds: await terminal.untilTable() };
  }

  get output(): string {
    return this.said;
  }

  /** Phases as printed: name to seconds. */
  get phases(): Record<string, number> {
    const found = this.said.matchAll(/^(\S.*?) +(\d+\.\d) s$/gm);
    return Object.fromEntries([...found].map(([, name, seconds]) => [name, Number(seconds)]));
  }

  /** Seconds until the terminal has its prompt again. */
  async pressCtrlC(): Promise<number> {
    const began = performance.now();
    this.child.stdin?.write('\u0003');
    await this.ended;
    return (performance.now() - began) / 1000;
  }

  private untilTable(): Promise<number> {
    return new Promise((done, failed) => {
      const look = () => {
        if (/^ +stop +Ctrl-C$/m.test(this.said)) done((performance.now() - this.began) / 1000);
      };
      this.child.stdout?.on('data', look);
      this.child.once('close', () => failed(new Error(`npm start ended:\n${this.said}`)));
    });
  }
}
