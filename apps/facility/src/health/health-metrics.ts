import { Gauge } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';
import type { HealthParts } from './health-parts.js';

/** Each part of `GET /health/ready` as a figure; a relay only where one was set up. */
export function publishHealthMetrics({ registry }: Metrics, parts: HealthParts): void {
  registry.registerMetric(
    new Gauge({
      name: 'habeas_part_up',
      help: 'Whether the part answers, 1 or 0',
      labelNames: ['part'],
      registers: [],
      // prom-client binds `this` to the gauge.
      async collect(): Promise<void> {
        for (const { part, state } of (await parts.check()).parts) this.set({ part }, state === 'up' ? 1 : 0);
      },
    }),
  );
}
