import type { Metrics } from '../metrics/metrics.js';
import type { Keeper } from './keeper.js';
import type { OutboxDrainer } from './outbox-drainer.js';

export const publishAuditMetrics = (metrics: Metrics, drainer: OutboxDrainer, keeper: Keeper): void => {
  metrics.gauge('habeas_outbox_waiting', 'Entries that wait for the ledger', () => drainer.waiting());
  metrics.gauge('habeas_ledger_size', 'Entries in the ledger', async () => (await keeper.state()).size);
};
