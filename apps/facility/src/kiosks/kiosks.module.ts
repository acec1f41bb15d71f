import { Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { SessionEnded } from '../people/session-ended.js';
import { EnrolKiosk } from './enrol-kiosk.js';
import { MakeKioskCode } from './kiosk-code.js';
import { KioskSignIn } from './kiosk-sign-in.js';
import { KiosksController } from './kiosks.controller.js';
import { SILENT_AFTER_SECONDS, SilentKiosks } from './silent-kiosks.js';

const LOOK_EVERY_MS = 10_000;

/** Devices of booths: enrolled once, known by their key, missed when they fall silent. */
@Module({
  controllers: [KiosksController],
  providers: [
    {
      provide: EnrolKiosk,
      inject: [CommandBench, KioskSignIn, SessionEnded],
      useFactory: (bench: CommandBench, door: KioskSignIn, ended: SessionEnded) => new EnrolKiosk(bench, door, ended),
    },
    {
      provide: MakeKioskCode,
      inject: [CommandBench],
      useFactory: (bench: CommandBench) => new MakeKioskCode(bench),
    },
    {
      provide: SilentKiosks,
      inject: [CommandBench],
      useFactory: ({ db, now }: CommandBench) => new SilentKiosks(db, now),
    },
  ],
})
export class KiosksModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Kiosks');
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly silent: SilentKiosks) {}

  /** Not heard of while the facility was down is no silence of the kiosk's. */
  onApplicationBootstrap(): void {
    const look = () => void this.silent.look().catch(() => this.#logger.warn('silent kiosks were not looked for'));
    this.#timer = setTimeout(() => {
      look();
      this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
    }, SILENT_AFTER_SECONDS * 1000).unref();
  }

  onModuleDestroy(): void {
    clearTimeout(this.#timer);
  }
}
