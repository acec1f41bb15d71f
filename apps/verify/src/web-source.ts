import { LogSource } from '#ledger';

/** A log behind an address. HTTP lists no files. */
export class WebSource extends LogSource {
  readonly #base: string;

  constructor(address: string) {
    super();
    this.#base = address.endsWith('/') ? address : `${address}/`;
  }

  list(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const response = await fetch(new URL(path, this.#base), { redirect: 'error' });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
