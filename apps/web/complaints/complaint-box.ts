import type { Complaint, ComplaintKind, ComplaintTaken } from '#protocol';
import { toHex } from '#seal';
import { failureFrom } from '../api/call-api.js';

/**
 * Something a person said. `kept`: on this device only; `taken`: the facility has it for good; `entered`: it is in the log, at
 * index `entry`.
 */
export interface Said {
  readonly id: string;
  readonly kind: ComplaintKind;
  readonly booking: string | undefined;
  /** This device's clock, milliseconds. */
  readonly at: number;
  readonly state: 'kept' | 'taken' | 'entered';
  readonly entry?: number;
}

export interface BoxParts {
  readonly post: (complaint: Complaint) => Promise<ComplaintTaken>;
  /** Outlives the page; holds kinds, times and random numbers, no name. */
  readonly kept: Storage;
  /** Of whose complaints these are: nobody else on this device sends them. */
  readonly owner: string;
  /** 128 random bits, hex; the device draws them. */
  readonly freshId?: () => string;
  readonly now?: () => number;
  readonly againMs?: number;
}

const SAME_MS = 60_000;
const LONGEST_SECONDS = 366 * 86_400;

/** What was said and is not in the log yet: kept at once, sent as often as it takes, asked after until it is entered. */
export class ComplaintBox {
  readonly #said = new Map<string, Said>();
  readonly #prefix: string;
  readonly #told = new Set<() => void>();
  readonly #now: () => number;
  readonly #freshId: () => string;
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: BoxParts) {
    this.#prefix = `habeas-complaint-${parts.owner}-`;
    this.#now = parts.now ?? Date.now;
    this.#freshId = parts.freshId ?? (() => toHex(crypto.getRandomValues(new Uint8Array(16))));
    for (const one of this.#read()) this.#said.set(one.id, one);
  }

  /** Everything said since the page came, and what was kept before; in the order it was said. */
  get all(): readonly Said[] {
    return [...this.#said.values()];
  }

  /**
   * One touch is one complaint; touched again within a minute, before it is in the log, it is still that one.
   * @returns its id.
   */
  say(kind: ComplaintKind, booking: string | undefined): string {
    const at = this.#now();
    const same = this.all.find(
      (one) => one.state !== 'entered' && one.kind === kind && one.booking === booking && at - one.at < SAME_MS,
    );
    const id = same?.id ?? this.#freshId();
    if (!same) this.#put({ id, kind, booking, at, state: 'kept' });
    void this.flush();
    return id;
  }

  /** `told` after every change. @returns how to stop it. */
  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => void this.#told.delete(told);
  }

  /** Sends and asks after what is not entered; comes back by itself until all of it is. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    const tried = new Set<string>();
    const next = () => this.all.find((one) => one.state !== 'entered' && !tried.has(one.id));
    for (let one = next(); one; one = next()) {
      tried.add(one.id);
      await this.#send(one);
    }
    this.#sending = false;
    if (this.all.some(({ state }) => state !== 'entered')) {
      this.#timer = setTimeout(() => void this.flush(), this.parts.againMs ?? 5_000);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #send(one: Said): Promise<void> {
    const { id, kind, booking, at } = one;
    const late = Math.round((this.#now() - at) / 1000);
    const keptSeconds = Math.min(LONGEST_SECONDS, Math.max(0, late));
    try {
      const { entry } = await this.parts.post({ id, kind, ...(booking && { booking }), keptSeconds });
      this.#put(entry === undefined ? { ...one, state: 'taken' } : { ...one, state: 'entered', entry });
    } catch (thrown) {
      // The booking is no longer theirs, for example erased meanwhile: what was said stands without it.
      if (booking && failureFrom(thrown).code === 'not-found') this.#put({ ...one, booking: undefined });
    }
  }

  #put(one: Said): void {
    this.#said.set(one.id, one);
    const { kept } = this.parts;
    try {
      if (one.state === 'kept') kept.setItem(this.#prefix + one.id, JSON.stringify(one));
      else kept.removeItem(this.#prefix + one.id);
    } catch {
      // A full or forbidden storage: it is kept as long as the page is open.
    }
    for (const told of this.#told) told();
  }

  #read(): Said[] {
    const { kept } = this.parts;
    return Array.from({ length: kept.length }, (_, place) => kept.key(place) ?? '')
      .filter((key) => key.startsWith(this.#prefix))
      .flatMap((key) => {
        try {
          return [JSON.parse(kept.getItem(key) ?? '') as Said];
        } catch {
          return [];
        }
      })
      .toSorted((one, other) => one.at - other.at);
  }
}
