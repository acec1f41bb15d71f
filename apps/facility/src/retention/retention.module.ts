import { Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { OpeningVault } from '../audit/opening-vault.js';
import { ClockWatch } from '../clock/clock-watch.js';
import { Config } from '../config.js';
import { Erasure } from './erasure.js';

const LOOK_EVERY_MS = 3_600_000;
/** A clock that is wrong when the machine starts is noticed by then. */
const FIRST_LOOK_MS = 600_000;

/** What is kept too long is erased. */
@Module({})
export class RetentionModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Retention');
  readonly #erasure: Erasure;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    bench: CommandBench,
    vault: OpeningVault,
    config: Config,
    private readonly clock: ClockWatch,
  ) {
    const { db, outbox, now } = bench;
    this.#erasure = new Erasure({ db, outbox, vault, days: config.facility.retention, now });
  }

  onApplicationBootstrap(): void {
    const look = () => void this.#look();
    this.#timers.push(setTimeout(look, FIRST_LOOK_MS).unref(), setInterval(look, LOOK_EVERY_MS).unref());
  }

  onModuleDestroy(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** Never with a clock that jumped or is known to be wrong: what is erased cannot be had back. */
  async #look(): Promise<void> {
    if (!this.clock.trusted) return;
    const erased = await this.#erasure.look().catch((error: unknown) => {
      this.#logger.warn(`erasure waits: ${error instanceof Error ? error.name : 'failed'}`);
      return 0;
    });
    if (erased > 0) this.#logger.log({ erased });
  }
}
