import { Queue, Worker, createNodeRedisClient } from 'bullmq';
import { createClient } from 'redis';
import { Wake, type WakeName } from './wake.js';

const DAY_MS = 24 * 3600 * 1000;
/** Hints in flight while Redis does not answer; more are dropped, the poll finds the work. */
const MAX_IN_FLIGHT = 100;

/** BullMQ over one Unix socket. Survives Redis being down, emptied or restarted. */
export class RedisWake extends Wake {
  readonly #clients: { destroy(): void }[] = [];
  readonly #queues = new Map<WakeName, Queue>();
  readonly #workers: Worker[] = [];
  readonly #inFlight = new Set<Promise<unknown>>();
  #closing = false;

  constructor(private readonly socketPath: string) {
    super();
  }

  override wake(name: WakeName, delayMs = 0): void {
    if (this.#closing || this.#inFlight.size >= MAX_IN_FLIGHT) return;
    const delay = Math.min(Math.max(Math.trunc(delayMs) || 0, 0), DAY_MS);
    const hint = this.#queue(name)
      .add('look', {}, { delay, removeOnComplete: true, removeOnFail: true })
      .catch(() => {})
      .finally(() => this.#inFlight.delete(hint));
    this.#inFlight.add(hint);
  }

  override onWake(name: WakeName, handler: () => Promise<void>): void {
    const worker = new Worker(queueName(name), () => handler().catch(() => {}), {
      connection: this.#client(),
      concurrency: 1,
      drainDelay: 1,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    worker.on('error', () => {});
    this.#workers.push(worker);
  }

  override async close(): Promise<void> {
    this.#closing = true;
    const parts = [
      ...this.#workers.map((worker) => worker.close(true)),
      ...[...this.#queues.values()].map((q) => q.close()),
    ];
    // Redis may be down: then nothing answers, and the connections are torn.
    await Promise.race([Promise.allSettled(parts), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    for (const client of this.#clients) {
      try {
        client.destroy();
      } catch {
        // It was closed already.
      }
    }
  }

  #queue(name: WakeName): Queue {
    const known = this.#queues.get(name);
    if (known) return known;
    const queue = new Queue(queueName(name), { connection: this.#client() });
    queue.on('error', () => {});
    this.#queues.set(name, queue);
    return queue;
  }

  #client() {
    const raw = createClient({
      socket: { path: this.socketPath, tls: false, reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, 2_000) },
    });
    raw.on('error', () => {});
    this.#clients.push(raw);
    return createNodeRedisClient(raw);
  }
}

const queueName = (name: WakeName) => `habeas-${name}`;
