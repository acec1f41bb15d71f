import { Counter, Gauge, Registry, collectDefaultMetrics, register } from 'prom-client';

/** A figure asked for when somebody scrapes; a rejection leaves it out. */
export type Reading = () => number | Promise<number>;

/** The facility's counters. No label ever carries a name, a number on a door or an id. */
export class Metrics {
  readonly registry = new Registry();
  readonly httpRefusals = this.#counter('habeas_http_refusals_total', 'Refused HTTP requests', ['code']);
  readonly joins = this.#counter('habeas_joins_total', 'Parties that joined a session', ['role']);
  readonly sessionsOpened = this.#counter('habeas_sessions_opened_total', 'Booth sessions opened', []);
  readonly sessionsClosed = this.#counter('habeas_sessions_closed_total', 'Booth sessions closed', ['code']);
  readonly writesRepeated = this.#counter(
    'habeas_session_writes_repeated_total',
    'Writes of a session that failed',
    [],
  );
  readonly accessCodes = this.#counter('habeas_access_codes_total', 'Codes entered to set a password', ['result']);
  readonly signIns = this.#counter('habeas_sign_ins_total', 'Tries to sign in', ['result']);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Publishes `name` as a gauge that reads itself, e.g. `habeas_ledger_size`. */
  gauge(name: `habeas_${string}`, help: string, read: Reading): void {
    this.registry.removeSingleMetric(name);
    // prom-client binds `this` to the gauge.
    const collect = async function (this: Gauge): Promise<void> {
      try {
        this.set(await read());
      } catch {
        this.remove();
      }
    };
    this.registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
  }

  /** Everything, those of prom-client's own registry (the gateway's) included, as Prometheus reads it. */
  async text(): Promise<string> {
    return `${await this.registry.metrics()}${await register.metrics()}`;
  }

  #counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
