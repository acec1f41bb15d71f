import {
  type DynamicModule,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import { heardLoss } from '#link';
import { CommandBench } from '../audit/command.js';
import { Alternatives } from '../booking/alternatives.js';
import { SessionLife } from '../booth/session-life.js';
import { Config } from '../config.js';
import { DuplicationRuleController } from './duplication-rule.controller.js';
import { HearingLife } from '../hearing/hearing-life.js';
import { LineCheck } from './line-check.js';
import { LineController } from './line.controller.js';
import { LinePlans } from './line-plans.js';
import { sendPlan } from './link-agent-client.js';
import { TheLine } from './the-line.js';

const LOOK_EVERY_MS = 2_000;
/** Whether a test is due; one that failed is tried again as soon as it may. */
const TEST_LOOK_EVERY_MS = 60_000;

/** The line of the building: what it carries, and the plan that the link agent keeps it at. */
@Module({
  controllers: [LineController, DuplicationRuleController],
  providers: [
    {
      provide: LineCheck,
      inject: [CommandBench, TheLine],
      useFactory: ({ db, now }: CommandBench, { capacity }: TheLine) =>
        new LineCheck(db, capacity, new Alternatives(db, now), now),
    },
    {
      provide: TheLine,
      inject: [Config, CommandBench],
      useFactory: (config: Config, bench: CommandBench) => new TheLine(config, bench),
    },
  ],
})
export class LineModule implements OnApplicationBootstrap, OnModuleDestroy {
  /** `conversations`: modules of booth sessions and hearings, whose devices are told what they may send. */
  static with(...conversations: readonly DynamicModule[]): DynamicModule {
    return { module: LineModule, imports: [...conversations] };
  }

  readonly #logger = new Logger('Line');
  #timers: readonly NodeJS.Timeout[] = [];

  constructor(
    private readonly config: Config,
    private readonly line: TheLine,
    @Optional() private readonly booths?: SessionLife,
    @Optional() private readonly hearings?: HearingLife,
  ) {}

  onApplicationBootstrap(): void {
    const { agent } = this.config.parts.line;
    const { line } = this;
    const plans = new LinePlans({
      capacity: () => line.capacity.now(),
      sessions: () => line.sessions(),
      marking: () => line.marking(),
      losses: line.losses,
      loss: () => heardLoss(this.hearings?.heard() ?? []),
      ...(agent !== undefined && { send: (plan) => sendPlan(agent, plan) }),
      limit: (caps) => {
        this.booths?.follow(caps);
        this.hearings?.follow(caps);
      },
      explain: (reasons) => line.steps.keep(reasons),
      counted: (used) => line.meter.took(used, Date.now()),
      told: (state, code) => {
        line.agent = { inForce: state === 'in force', code };
        this.#logger.log(`the plan of the line is ${state}${code === undefined ? '' : ` (${code})`}`);
      },
      now: Date.now,
    });
    line.plans = plans;
    this.#timers = [
      setInterval(() => void plans.look(), LOOK_EVERY_MS).unref(),
      setInterval(() => void line.test.look(), TEST_LOOK_EVERY_MS).unref(),
    ];
  }

  onModuleDestroy(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
