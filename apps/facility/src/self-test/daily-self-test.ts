import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { runSelfTest, type SelfTestParts } from './run-self-test.js';
import type { SelfTestBook } from './self-test-book.js';

const LOOK_EVERY_MS = 60_000;
/** By then the door is open. */
const FIRST_LOOK_MS = 3_000;

/** At each start, because the code may be another, and once a day; each minute again until it could be run and passed. */
export class DailySelfTest implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('SelfTest');
  readonly #timers: NodeJS.Timeout[] = [];
  #sinceStart = false;
  #running: Promise<void> | undefined;

  constructor(
    private readonly parts: SelfTestParts,
    private readonly book: SelfTestBook,
    /** The facility's calendar day. */
    private readonly today: () => string,
  ) {}

  onApplicationBootstrap(): void {
    const look = () => void this.look();
    this.#timers.push(setTimeout(look, FIRST_LOOK_MS).unref(), setInterval(look, LOOK_EVERY_MS).unref());
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#running;
  }

  look(): Promise<void> {
    this.#running ??= this.#look()
      .catch((error: unknown) => this.#logger.warn(`the self-test waits: ${(error as Error).name}`))
      .finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #look(): Promise<void> {
    const day = this.today();
    if (this.#sinceStart && !(await this.book.isDue(day))) return;
    const outcome = await runSelfTest(this.parts);
    if (outcome.kind === 'not-run') return this.#logger.warn({ selfTest: 'not run', why: outcome.why });
    await this.book.note(outcome, day);
    this.#sinceStart = true;
    const { tried, refused, letThrough } = outcome;
    if (letThrough.length > 0) this.#logger.error({ selfTest: 'let through', letThrough });
    else this.#logger.log({ selfTest: 'passed', tried, refused });
  }
}
