import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { Config } from '../config.js';
import { AllowedOrigins } from '../gateway/allowed-origins.js';
import { AdmissionGuard } from './admission-guard.js';
import { HostNames } from './host-names.js';
import { InputPipe } from './input-pipe.js';
import { RefusalFilter } from './refusal-filter.js';
import { refuseUndeclaredRoutes } from './undeclared-routes.js';

/** Host names and the checks in front of every route. Global. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: HostNames,
      inject: [Config],
      useFactory: ({ door }: Config) => new HostNames(door.domain, door.tls !== undefined),
    },
    { provide: AllowedOrigins, useExisting: HostNames },
    { provide: APP_GUARD, useClass: AdmissionGuard },
    { provide: APP_PIPE, useClass: InputPipe },
    { provide: APP_FILTER, useClass: RefusalFilter },
  ],
  exports: [HostNames, AllowedOrigins],
})
export class HostsModule implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    refuseUndeclaredRoutes(this.discovery);
  }
}
