import { Wake, type WakeName } from './wake.js';

/** For tests and for a facility without Redis: handlers run soon, in this process only, without delays kept. */
export class LocalWake extends Wake {
  readonly #handlers = new Map<WakeName, () => Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();

  override wake(name: WakeName, delayMs = 0): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#handlers
        .get(name)?.()
        .catch(() => {});
    }, delayMs);
    this.#timers.add(timer);
  }

  override onWake(name: WakeName, handler: () => Promise<void>): void {
    this.#handlers.set(name, handler);
  }

  override async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
