import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RedisWake, Wake } from '#queue';
import { Config } from './config.js';

/** Inject `Wake` from #queue. */
@Global()
@Module({
  providers: [{ provide: Wake, inject: [Config], useFactory: ({ parts }: Config) => new RedisWake(parts.redis) }],
  exports: [Wake],
})
export class QueueModule implements OnApplicationShutdown {
  constructor(private readonly wake: Wake) {}

  async onApplicationShutdown(): Promise<void> {
    await this.wake.close();
  }
}
