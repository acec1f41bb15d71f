import { LogSource } from '#ledger';

/** The log as our server hands it out under `base`; each file is fetched once, so that one state is judged. */
export class HttpLog extends LogSource {
  readonly #files = new Map<string, Promise<Uint8Array | undefined>>();

  constructor(readonly base: string) {
    super();
  }

  override async list(): Promise<undefined> {
    return undefined;
  }

  override read(path: string): Promise<Uint8Array | undefined> {
    const known = this.#files.get(path);
    if (known) return known;
    const asked = this.#fetch(path);
    this.#files.set(path, asked);
    return asked;
  }

  async #fetch(path: string): Promise<Uint8Array | undefined> {
    const answer = await fetch(`${this.base}${path}`, { cache: 'no-store' });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}
