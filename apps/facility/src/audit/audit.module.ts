import type { LeafType } from '#ledger';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Global, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Connection } from '#postgres';
import { Wake } from '#queue';
import { Config } from '../config.js';
import { Metrics } from '../metrics/metrics.js';
import { publishAuditMetrics } from './audit-metrics.js';
import { CommandBench } from './command.js';
import { Keeper } from './keeper.js';
import { KeeperSocket } from './keeper-socket.js';
import { OpeningVault } from './opening-vault.js';
import { Outbox } from './outbox.js';
import { OutboxDrainer } from './outbox-drainer.js';
import { OversightController } from './oversight.controller.js';
import { ReadDetails } from './read-details.js';
import { startEntry } from './start-entry.js';

const now = () => new Date();

/** After these a slot may be free, or somebody new may wait. */
const MOVES_THE_QUEUE: ReadonlySet<LeafType> = new Set<LeafType>([
  'request.made',
  'request.amended',
  'request.settled',
  'offer.expired',
  'booking.amended',
  'booking.cancelled',
  'booth.unblocked',
  'booth.hours',
  'holidays.changed',
  'register.changed',
]);

/** Entries, details, and their way to the keeper. Global: every command leaves an entry. */
@Global()
@Module({
  controllers: [OversightController],
  providers: [
    { provide: Keeper, inject: [Config], useFactory: ({ parts }: Config) => new KeeperSocket(parts.keeper) },
    {
      provide: OpeningVault,
      inject: [Config],
      useFactory: ({ folders }: Config) => new OpeningVault(join(folders.own, 'openings'), randomBytes),
    },
    {
      provide: Outbox,
      inject: [OpeningVault],
      useFactory: (vault: OpeningVault) => new Outbox(vault, randomBytes, now),
    },
    {
      provide: OutboxDrainer,
      inject: [Connection, Keeper],
      useFactory: ({ db }: Connection, keeper: Keeper) => {
        const logger = new Logger('Outbox');
        return new OutboxDrainer(db, keeper, ({ name }) => logger.warn(`entries wait: ${name}`));
      },
    },
    {
      provide: CommandBench,
      inject: [Connection, Outbox, OutboxDrainer, Wake],
      useFactory: ({ db }: Connection, outbox: Outbox, drainer: OutboxDrainer, wake: Wake) =>
        new CommandBench(db, outbox, drainer, now, (types) => {
          if (types.some((type) => MOVES_THE_QUEUE.has(type))) wake.wake('queue');
        }),
    },
    {
      provide: ReadDetails,
      inject: [CommandBench, OpeningVault],
      useFactory: (bench: CommandBench, vault: OpeningVault) => new ReadDetails(bench, vault),
    },
  ],
  exports: [Keeper, Outbox, OutboxDrainer, CommandBench, OpeningVault],
})
export class AuditModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly bench: CommandBench,
    private readonly config: Config,
    private readonly wake: Wake,
    metrics: Metrics,
    keeper: Keeper,
  ) {
    publishAuditMetrics(metrics, bench.drainer, keeper);
  }

  async onApplicationBootstrap(): Promise<void> {
    const entry = await startEntry(this.config);
    await this.bench.db.transaction().execute((trx) => this.bench.outbox.append(trx, entry));
    this.wake.onWake('outbox', async () => this.bench.drainer.kick());
    this.bench.drainer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.bench.drainer.stop();
  }
}
