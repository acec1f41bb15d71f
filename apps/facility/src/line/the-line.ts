import { readFile } from 'node:fs/promises';
import { PlaneContact } from '#janus';
import type { LinkSession, Marking } from '#link';
import type { LinePage } from '#protocol';
import type { CommandBench } from '../audit/command.js';
import type { Config } from '../config.js';
import { type AgentState, readLinePage } from './line-page.js';
import { LineSteps } from './line-steps.js';
import { LossWatch } from './loss-watch.js';
import { readConversations } from './read-conversations.js';

/** Opus as Chromium and Safari number it, its redundant form, and Opus as Firefox numbers it. */
const AUDIO_PAYLOADS = [111, 63, 109];

/** What is known of the building's line now. */
export class TheLine {
  readonly steps: LineSteps;
  readonly losses = new LossWatch();
  /** As the last plan found it; undefined: there is no agent, or it was given none yet. */
  agent: AgentState | undefined;

  constructor(
    private readonly config: Config,
    private readonly bench: CommandBench,
  ) {
    this.steps = new LineSteps(bench.db, bench.now);
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
      capacity: this.config.parts.line.capacity,
      sessions: () => this.sessions(),
      marking: () => this.marking(),
      agent: () => this.agent,
      losses: this.losses,
      steps: this.steps,
      now: this.bench.now,
    });
  }
}
