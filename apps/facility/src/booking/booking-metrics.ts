import { Counter } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** Bookings the database refused because booth, detainee or attorney was taken. */
export class BookingMetrics {
  readonly #conflicts: Counter<'code'>;

  constructor({ registry }: Metrics) {
    this.#conflicts = new Counter({
      name: 'habeas_booking_conflicts_total',
      help: 'Bookings refused because booth, detainee or attorney was taken',
      labelNames: ['code'],
      registers: [registry],
    });
  }

  refused(code: string): void {
    if (code.endsWith('-taken')) this.#conflicts.inc({ code });
  }
}
