import { readFile } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { PlaneContact } from '#janus';
import type { LinkSession, Marking } from '#link';
import type { LinePage } from '#protocol';
import type { CommandBench } from '../audit/command.js';
import type { Config } from '../config.js';
import { type AgentState, readLinePage } from './line-page.js';
import { LineCapacity } from './line-capacity.js';
import { LineMeasurements } from './line-measurements.js';
import { LineMeter } from './line-meter.js';
import type { LinePlans } from './line-plans.js';
import { LineSteps } from './line-steps.js';
import { LineTest } from './line-test.js';
import { measureLine } from './measure-line.js';
import { LossWatch } from './loss-watch.js';
import { readConversations } from './read-conversations.js';

/** Opus as Chromium and Safari number it, its redundant form, and Opus as Firefox numbers it. */
const AUDIO_PAYLOADS = [111, 63, 109];

/** What is known of the building's line now. */
export class TheLine {
  readonly #logger = new Logger('Line');
  readonly steps: LineSteps;
  readonly measurements: LineMeasurements;
  readonly capacity: LineCapacity;
  readonly test: LineTest;
  readonly meter = new LineMeter();
  readonly losses = new LossWatch();
  /** As the last plan found it; undefined: there is no agent, or it was given none yet. */
  agent: AgentState | undefined;
  /** Undefined until the module has started. */
  plans: LinePlans | undefined;

  constructor(
    private readonly config: Config,
    private readonly bench: CommandBench,
  ) {
    const { db, now } = bench;
    const { capacity, farEnd } = config.parts.line;
    this.steps = new LineSteps(db, now);
    this.measurements = new LineMeasurements(db, now);
    this.capacity = new LineCapacity(capacity, this.measurements);
    this.test = new LineTest({
      measure: farEnd === undefined ? undefined : (signal) => measureLine(farEnd, signal),
      conversations: (from, to) => readConversations(db, { from, to }),
      aside: (work) => this.plans?.aside(work) ?? work(),
      measurements: this.measurements,
      failed: (why) => this.#logger.log(`a test of the line found nothing: ${why}`),
      now,
    });
  }

  /** Those that run. */
  async sessions(): Promise<LinkSession[]> {
    const now = this.bench.now();
    const all = await readConversations(this.bench.db, { from: now, to: new Date(now.getTime() + 1) });
    return all.map(({ session }) => session).filter(({ state }) => state === 'running');
  }

  /** From what the planes' launchers wrote; undefined without one of them: half of the marks would be worse than none. */
  async marking(): Promise<Marking | undefined> {
    const { door, parts } = this.config;
    const contact = async (path: string) => PlaneContact.parse(JSON.parse(await readFile(path, 'utf8')));
    try {
      const booth = await contact(parts.boothPlane);
      const hearing = await contact(parts.hearingPlane ?? '');
      return {
        address: parts.line.address ?? booth.mediaAddress,
        boothPorts: booth.mediaPorts,
        hearingPorts: hearing.mediaPorts,
        pagePort: door.port,
        audioPayloads: AUDIO_PAYLOADS,
      };
    } catch {
      return undefined;
    }
  }

  page(): Promise<LinePage> {
    return readLinePage({
      capacity: this.capacity,
      sessions: () => this.sessions(),
      marking: () => this.marking(),
      agent: () => this.agent,
      losses: this.losses,
      steps: this.steps,
      measurements: this.measurements,
      test: this.test,
      meter: this.meter,
      now: this.bench.now,
    });
  }
}
