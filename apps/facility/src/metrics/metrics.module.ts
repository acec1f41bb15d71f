import { Global, Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config.js';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';

/** Inject `Metrics` anywhere to count. */
@Global()
@Module({ providers: [{ provide: Metrics, useFactory: () => new Metrics() }], exports: [Metrics] })
export class MetricsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #server: MetricsServer;
  readonly #logger = new Logger('Metrics');

  constructor(
    metrics: Metrics,
    private readonly config: Config,
  ) {
    this.#server = new MetricsServer(metrics);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#logger.log({ metrics: await this.#server.start(this.config.parts.metricsPort) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#server.stop();
  }
}
