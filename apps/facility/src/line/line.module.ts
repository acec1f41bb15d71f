import { readFile } from 'node:fs/promises';
import {
  type DynamicModule,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import { PlaneContact } from '#janus';
import type { Marking } from '#link';
import { CommandBench } from '../audit/command.js';
import { Alternatives } from '../booking/alternatives.js';
import { SessionLife } from '../booth/session-life.js';
import { Config } from '../config.js';
import { HearingLife } from '../hearing/hearing-life.js';
import { LineCheck } from './line-check.js';
import { LineController } from './line.controller.js';
import { LinePlans } from './line-plans.js';
import { sendPlan } from './link-agent-client.js';
import { readConversations } from './read-conversations.js';

const LOOK_EVERY_MS = 2_000;
/** Opus as Chromium and Safari number it, its redundant form, and Opus as Firefox numbers it. */
const AUDIO_PAYLOADS = [111, 63, 109];

/** The line of the building: what it carries, and the plan that the link agent keeps it at. */
@Module({
  controllers: [LineController],
  providers: [
    {
      provide: LineCheck,
      inject: [CommandBench, Config],
      useFactory: ({ db, now }: CommandBench, { parts }: Config) =>
        new LineCheck(db, parts.line.capacity, new Alternatives(db, now), now),
    },
  ],
})
export class LineModule implements OnApplicationBootstrap, OnModuleDestroy {
  /** `conversations`: modules of booth sessions and hearings, whose devices are told what they may send. */
  static with(...conversations: readonly DynamicModule[]): DynamicModule {
    return { module: LineModule, imports: [...conversations] };
  }

  readonly #logger = new Logger('Line');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly bench: CommandBench,
    @Optional() private readonly sessions?: SessionLife,
    @Optional() private readonly hearings?: HearingLife,
  ) {}

  onApplicationBootstrap(): void {
    const { capacity, agent } = this.config.parts.line;
    if (capacity === undefined) return;
    const plans = new LinePlans({
      capacity,
      sessions: () => this.#running(),
      marking: () => this.#marking().catch(() => undefined),
      ...(agent !== undefined && { send: (plan) => sendPlan(agent, plan) }),
      limit: (caps) => {
        this.sessions?.follow(caps);
        this.hearings?.follow(caps);
      },
      told: (state, code) =>
        this.#logger.log(`the plan of the line is ${state}${code === undefined ? '' : ` (${code})`}`),
      now: Date.now,
    });
    this.#timer = setInterval(() => void plans.look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async #running() {
    const now = this.bench.now();
    const all = await readConversations(this.bench.db, { from: now, to: new Date(now.getTime() + 1) });
    return all.map(({ session }) => session).filter(({ state }) => state === 'running');
  }

  /** From what the planes' launchers wrote. Rejects without one of them: half of the marks would be worse than none. */
  async #marking(): Promise<Marking> {
    const { door, parts } = this.config;
    const contact = async (path: string) => PlaneContact.parse(JSON.parse(await readFile(path, 'utf8')));
    const booth = await contact(parts.boothPlane);
    const hearing = await contact(parts.hearingPlane ?? '');
    return {
      address: parts.line.address ?? booth.mediaAddress,
      boothPorts: booth.mediaPorts,
      hearingPorts: hearing.mediaPorts,
      pagePort: door.port,
      audioPayloads: AUDIO_PAYLOADS,
    };
  }
}
