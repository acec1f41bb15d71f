import type { Metrics } from '../metrics/metrics.js';
import type { SessionLife } from './session-life.js';

/** Sessions now; joins, openings and ends are counted where they happen. */
export const publishBoothMetrics = (metrics: Metrics, life: SessionLife): void => {
  metrics.gauge('habeas_sessions', 'Booth sessions with a room', () => life.running());
};
