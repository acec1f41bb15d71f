import { Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Wake } from '#queue';
import { CommandBench } from '../audit/command.js';
import { Alternatives } from '../booking/alternatives.js';
import { Allocator } from './allocator.js';
import { AttorneyRequestsController } from './attorney-requests.controller.js';
import { DeskRequestsController } from './desk-requests.controller.js';
import { KioskRequestsController } from './kiosk-requests.controller.js';
import { KioskWishes } from './kiosk-wishes.js';
import { RequestBoard } from './request-board.js';
import { RequestCommands } from './request-commands.js';
import { RequestDesk } from './request-desk.js';
import { WaitingTimesController } from './waiting-times.controller.js';

/** Looks without being woken: offers run out, and a hint may be lost. */
const LOOK_EVERY_MS = 20_000;
/** What happens within so short a time is looked at once. */
const GATHER_MS = 150;

/** Requests for consultations and their queue. */
@Module({
  controllers: [DeskRequestsController, AttorneyRequestsController, KioskRequestsController, WaitingTimesController],
  providers: [
    {
      provide: RequestCommands,
      inject: [CommandBench],
      useFactory: (bench: CommandBench) => new RequestCommands(bench),
    },
    {
      provide: Allocator,
      inject: [CommandBench, RequestCommands],
      useFactory: ({ db, now }: CommandBench, { offer, confirm, expire }: RequestCommands) =>
        new Allocator({ db, now, offer, confirm, expire }),
    },
    {
      provide: RequestDesk,
      inject: [CommandBench, RequestCommands],
      useFactory: ({ db, now }: CommandBench, commands: RequestCommands) => {
        const alternatives = new Alternatives(db, now);
        return new RequestDesk(db, commands, new RequestBoard(db, alternatives, now), alternatives);
      },
    },
    {
      provide: KioskWishes,
      inject: [CommandBench, RequestCommands],
      useFactory: ({ db, now }: CommandBench, { make }: RequestCommands) => new KioskWishes(db, make, now),
    },
  ],
})
export class RequestsModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Queue');
  #timer: NodeJS.Timeout | undefined;
  #due: NodeJS.Timeout | undefined;

  constructor(
    private readonly allocator: Allocator,
    private readonly wake: Wake,
  ) {}

  onApplicationBootstrap(): void {
    this.wake.onWake('queue', async () => this.#soon());
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
    // Who woke us before we were there is not heard any more.
    this.#soon();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#due);
  }

  #soon(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      void this.#look();
    }, GATHER_MS);
  }

  #look(): Promise<void> {
    return this.allocator
      .look()
      .catch((error: unknown) =>
        this.#logger.warn(`the queue waits: ${error instanceof Error ? error.name : 'failed'}`),
      );
  }
}
