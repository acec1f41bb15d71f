/** A part the facility leans on. Booths need it, or the facility runs on without (`degraded`). */
export interface Part {
  readonly name: 'postgres' | 'redis' | 'keeper' | 'booth-plane' | 'hearing-plane' | 'relay' | 'facility';
  readonly needed: boolean;
  /** True if it works now; a rejection counts as false. */
  readonly works: () => Promise<boolean>;
}

export interface PartState {
  readonly part: Part['name'];
  readonly state: 'up' | 'down';
  /** When it last changed, RFC 3339. */
  readonly since: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly degraded: boolean;
  readonly parts: PartState[];
}

const PATIENCE_MS = 2_000;

/** Asks each part and remembers since when it has been as it is. */
export class HealthParts {
  readonly #known = new Map<Part['name'], PartState>();

  constructor(
    private readonly parts: readonly Part[],
    private readonly now: () => Date = () => new Date(),
  ) {}

  async check(): Promise<Readiness> {
    const parts = await Promise.all(this.parts.map((part) => this.#ask(part)));
    const down = new Set(parts.filter(({ state }) => state === 'down').map(({ part }) => part));
    const ready = !this.parts.some(({ name, needed }) => needed && down.has(name));
    return { ready, degraded: down.size > 0, parts };
  }

  async #ask(part: Part): Promise<PartState> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, false);
    });
    const works = await Promise.race([part.works().catch(() => false), late]);
    clearTimeout(timer);
    const state = works ? 'up' : 'down';
    const known = this.#known.get(part.name);
    if (known?.state === state) return known;
    const fresh: PartState = { part: part.name, state, since: this.now().toISOString() };
    this.#known.set(part.name, fresh);
    return fresh;
  }
}
