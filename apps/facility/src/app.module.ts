import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BoothModule } from './booth/booth.module.js';
import { ClockModule } from './clock/clock.module.js';
import { ComplaintsModule } from './complaints/complaints.module.js';
import { Config } from './config.js';
import { DatabaseModule } from './database.module.js';
import { HearingModule } from './hearing/hearing.module.js';
import { HealthModule } from './health/health.module.js';
import { HostsModule } from './hosts/hosts.module.js';
import { KiosksModule } from './kiosks/kiosks.module.js';
import { LineModule } from './line/line.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { PeopleModule } from './people/people.module.js';
import { QueueModule } from './queue.module.js';
import { RequestsModule } from './requests/requests.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { StatusModule } from './status/status.module.js';

/**
 * The parts of the facility; a folder has one module (booking, booths, register, gateway and line-probe come
 * with booth; restore belongs to the program after-restore).
 */
@Module({ imports: [DatabaseModule, QueueModule, HostsModule, PeopleModule, HealthModule, MetricsModule, AuditModule] })
export class AppModule {
  static for(config: Config): DynamicModule {
    const booths = BoothModule.with(config.parts);
    const { hearingPlane: plane, relay } = config.parts;
    const hearings = HearingModule.with({ plane, relay }, booths);
    return {
      module: AppModule,
      global: true,
      imports: [
        AccessModule,
        KiosksModule,
        booths,
        RequestsModule,
        NoticesModule,
        ComplaintsModule,
        hearings,
        LineModule.with(booths, hearings),
        ClockModule,
        RetentionModule,
        StatusModule,
      ],
      providers: [{ provide: Config, useValue: config }],
      exports: [Config],
    };
  }
}
