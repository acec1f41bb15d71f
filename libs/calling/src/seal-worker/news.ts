import type { WorkerMessage } from '../seal-messages.js';

type Standing = Extract<WorkerMessage, { type: 'state' | 'silent' }>;

/** What the page is told of the worker's own standing: what is as it was is not said again. */
export class News {
  readonly #told = new Map<Standing['type'], string>([['silent', textOf({ type: 'silent', places: [] })]]);

  constructor(private readonly post: (message: WorkerMessage) => void) {}

  tell(message: Standing): void {
    const text = textOf(message);
    if (this.#told.get(message.type) === text) return;
    this.#told.set(message.type, text);
    this.post(message);
  }
}

const textOf = (message: Standing): string => JSON.stringify(message);
