import { type DynamicModule, Module } from '@nestjs/common';
import { Config } from './config.js';
import { DatabaseModule } from './database.module.js';
import { HealthModule } from './health/health.module.js';
import { HostsModule } from './hosts/hosts.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { PeopleModule } from './people/people.module.js';
import { QueueModule } from './queue.module.js';

/** The parts of the facility; each folder has one module. */
@Module({
  imports: [DatabaseModule, QueueModule, HostsModule, PeopleModule, HealthModule, MetricsModule],
})
export class AppModule {
  static for(config: Config): DynamicModule {
    return { module: AppModule, global: true, providers: [{ provide: Config, useValue: config }], exports: [Config] };
  }
}
