import { Global, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { askClock } from './ask-clock.js';
import { ClockWatch } from './clock-watch.js';

const LOOK_EVERY_MS = 10_000;
const clocks = { wall: () => Date.now(), running: () => performance.now() };

/** Inject `ClockWatch` to know how the machine's clock is. */
@Global()
@Module({
  providers: [
    {
      provide: ClockWatch,
      inject: [CommandBench],
      useFactory: ({ db, outbox, drainer }: CommandBench) =>
        new ClockWatch(clocks, askClock, async (entry) => {
          await db.transaction().execute((trx) => outbox.append(trx, entry));
          drainer.kick();
        }),
    },
  ],
  exports: [ClockWatch],
})
export class ClockModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Clock');
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(private readonly watch: ClockWatch) {}

  onApplicationBootstrap(): void {
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    await this.watch.look().catch(() => this.#logger.warn('an entry about the clock waits'));
    this.#looking = false;
  }
}
