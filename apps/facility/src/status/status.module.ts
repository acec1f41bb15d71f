import { Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { ClockWatch } from '../clock/clock-watch.js';
import { Config } from '../config.js';
import { HealthParts } from '../health/health-parts.js';
import { ourVersion } from './our-version.js';
import { DiskReadings } from './disk-readings.js';
import { StatusController } from './status.controller.js';
import { StatusReader } from './status-reader.js';

const NOTE_EVERY_MS = 3_600_000;

/** The operator's page. */
@Module({
  controllers: [StatusController],
  providers: [
    {
      provide: DiskReadings,
      inject: [CommandBench, Config],
      useFactory: ({ db, now }: CommandBench, { folders }: Config) => new DiskReadings(db, folders.ledger, now),
    },
    {
      provide: StatusReader,
      inject: [CommandBench, Config, HealthParts, ClockWatch, DiskReadings],
      useFactory: (
        { db, drainer, now }: CommandBench,
        { door, folders }: Config,
        health: HealthParts,
        clock: ClockWatch,
        disk: DiskReadings,
      ) => {
        const certificate = door.tls?.cert;
        return new StatusReader({
          db,
          drainer,
          health,
          clock,
          disk,
          now,
          version: ourVersion(),
          own: folders.own,
          certificate,
        });
      },
    },
  ],
})
export class StatusModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Status');
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly disk: DiskReadings) {}

  onApplicationBootstrap(): void {
    void this.#note();
    this.#timer = setInterval(() => void this.#note(), NOTE_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  #note(): Promise<void> {
    return this.disk.note().catch(() => this.#logger.warn('the disk could not be read, or the reading not kept'));
  }
}
