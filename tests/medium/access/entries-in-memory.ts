import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Global, Module, type OnModuleDestroy } from '@nestjs/common';
import { Connection } from '#postgres';
import { CommandBench } from '../../../apps/facility/src/audit/command.js';
import { OpeningVault } from '../../../apps/facility/src/audit/opening-vault.js';
import { OutboxDrainer } from '../../../apps/facility/src/audit/outbox-drainer.js';
import { Outbox } from '../../../apps/facility/src/audit/outbox.js';
import { Config } from '../../../apps/facility/src/config.js';
import { FakeKeeper } from '../booth/test-house.js';

/** The bench of commands with a keeper in memory, for a facility of a test. */
@Global()
@Module({
  providers: [
    FakeKeeper,
    {
      provide: CommandBench,
      inject: [Connection, Config, FakeKeeper],
      useFactory: ({ db }: Connection, { folders }: Config, keeper: FakeKeeper) => {
        const now = () => new Date();
        const outbox = new Outbox(new OpeningVault(join(folders.own, 'openings'), randomBytes), randomBytes, now);
        const drainer = new OutboxDrainer(db, keeper);
        drainer.start();
        return new CommandBench(db, outbox, drainer, now);
      },
    },
  ],
  exports: [CommandBench],
})
export class EntriesInMemory implements OnModuleDestroy {
  constructor(private readonly bench: CommandBench) {}

  async onModuleDestroy(): Promise<void> {
    await this.bench.drainer.stop();
  }
}
