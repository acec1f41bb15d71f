import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LogFile } from './log-file.js';
import { Part } from './part.js';
import { clusterLaunch, type PartName, type PartSite, planParts } from './parts.js';
import { runOnce } from './run-once.js';
import { RunnerError } from './runner-error.js';

const START_MS = 30_000;

/** The parts that run now, in the order of their start. */
export class House {
  private readonly parts: Part[] = [];

  constructor(
    private readonly site: PartSite,
    private readonly say: (sentence: string) => void,
    private readonly stopping: AbortSignal,
  ) {}

  async makeCluster(): Promise<void> {
    await runOnce(clusterLaunch(this.site), 'The making of the database', this.stopping);
  }

  /** Starts one part and waits for its sign. @throws RunnerError `part-cannot-start` with what it last said. */
  async start(name: PartName): Promise<void> {
    const plan = planParts(this.site).find((part) => part.name === name);
    if (plan === undefined) throw new RunnerError('part-cannot-start', `There is no part ${name}.`);
    const { sign } = plan;
    if (sign !== undefined) await rm(sign, { force: true });
    const part = new Part(plan, new LogFile(join(this.site.places.data, 'log', `${name}.log`)), this.say);
    this.parts.push(part);
    part.start();
    if (sign !== undefined) await this.until(() => Promise.resolve(existsSync(sign)), part);
  }

  /**
   * Starts one part that nothing leans on. Should it not come up, that is said, it is tried again like any part that
   * ended, and the start goes on without it.
   */
  async startExtra(name: PartName): Promise<void> {
    await this.start(name).catch((error: unknown) => {
      if (!(error instanceof RunnerError) || error.code !== 'part-cannot-start') throw error;
      this.say(`${error.message}\nThe rest goes on without it.`);
    });
  }

  /** Polls a condition while the last started part tries to come up. */
  async until(holds: () => Promise<boolean>, part = this.parts.at(-1)): Promise<void> {
    const end = Date.now() + START_MS;
    while (!(await holds())) {
      if (this.stopping.aborted) return;
      if (part?.isUp !== true || Date.now() > end) {
        throw new RunnerError('part-cannot-start', `${part?.name} cannot start:\n${part?.last}`);
      }
      await wait(50);
    }
  }

  /** The last started first. */
  async stop(): Promise<void> {
    for (let part = this.parts.pop(); part !== undefined; part = this.parts.pop()) await part.stop();
  }
}
