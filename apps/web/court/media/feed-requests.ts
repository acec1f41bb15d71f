import { type Later, later } from '../later.js';

/** Milliseconds before a feed that the room refused is asked for again; after the last one it is left until it is told anew. */
const AGAIN_AFTER = [500, 1_000, 2_000, 4_000, 8_000];
/** Milliseconds after which a connection that is not there is not waited for any more: the first time, the second in a row, from then on. */
const OPENED_WITHIN = [15_000, 30_000, 60_000];
/** Milliseconds for an answer over one that carries sound: to make it anew costs all that is heard. */
const ANSWERED_WITHIN = 60_000;

export interface FeedRequestsOptions {
  /** Asks the room for these. Its answer comes as `here`, `refused` or `forbidden`; the first is over with `wayFound`. */
  readonly ask: (feeds: readonly number[]) => void;
  /**
   * The room does not answer. It may have done what was asked, and would then send a feed twice if it were asked again: so all
   * is to be received anew, over another handle, and `again` called.
   */
  readonly silent: () => void;
  readonly later?: Later;
}

interface Wanted {
  /** How often the room refused it. */
  readonly refused: number;
  /** It is asked for again later, not now. */
  readonly rests: boolean;
}
const FRESH: Wanted = { refused: 0, rests: false };

/**
 * Which feeds are asked for and when, so that everyone who publishes is received in the end, in whatever order the room's
 * news come: a publisher who comes back has the feed of before, and "here again" may be told before "gone". One request at a
 * time, because the room's answers name none; after a refusal one feed at a time, so that one that is gone holds up no other.
 * And none while the connection looks for its way: Janus 1.1.2 lays candidates aside while an offer of its own is out, and has
 * then nobody to send checks to.
 */
export class FeedRequests {
  readonly #wanted = new Map<number, Wanted>();
  /** Told while they were still received: they have come back, or will be seen to go on. */
  readonly #toldAgain = new Set<number>();
  readonly #undo = new Set<() => void>();
  #here: ReadonlySet<number> = new Set();
  #asked: readonly number[] = [];
  /** All that was asked for last came at one time; some of it may be gone again. */
  #placed = false;
  #way: 'none' | 'opening' | 'sought' | 'found' = 'none';
  #silences = 0;
  #unpatient: (() => void) | undefined;

  constructor(private readonly options: FeedRequestsOptions) {}

  /** These publish now. */
  told(feeds: readonly number[]): void {
    for (const feed of feeds) {
      if (this.#here.has(feed)) this.#toldAgain.add(feed);
      this.#wanted.set(feed, FRESH);
    }
    this.#next();
  }

  /** These and no others are received now. */
  here(feeds: ReadonlySet<number>): void {
    for (const gone of [...this.#here].filter((feed) => !feeds.has(feed))) {
      if (!this.#toldAgain.delete(gone)) this.#wanted.delete(gone);
    }
    this.#here = feeds;
    this.#placed ||= this.#asked.every((feed) => feeds.has(feed));
    this.#settle();
  }

  /** The connection looks for a way; nothing is asked for until `wayFound`. */
  waySought(): void {
    this.#way = 'sought';
  }

  wayFound(): void {
    this.#way = 'found';
    this.#settle();
  }

  /** The room refused what was asked last: it may not be there yet, or not any more. */
  refused(): void {
    for (const feed of this.#denied()) {
      const refused = (this.#wanted.get(feed) ?? FRESH).refused + 1;
      const wait = AGAIN_AFTER[refused - 1];
      if (wait === undefined) this.#wanted.delete(feed);
      else this.#rest(feed, { refused, rests: true }, wait);
    }
    this.#next();
  }

  /** One of what was asked last is not for this seat; the gateway refuses all of a request for one in it. */
  forbidden(): void {
    const asked = this.#denied();
    for (const feed of asked) {
      if (asked.length === 1) this.#wanted.delete(feed);
      else this.#wanted.set(feed, { refused: 1, rests: false });
    }
    this.#next();
  }

  /** Nothing is received any more, and everything that was is to be asked for anew. */
  again(): void {
    for (const feed of this.#answered()) this.#wanted.set(feed, FRESH);
    for (const feed of this.#here) this.#wanted.set(feed, FRESH);
    this.#toldAgain.clear();
    this.#here = new Set();
    this.#way = 'none';
    this.#next();
  }

  close(): void {
    this.#answered();
    this.#wanted.clear();
    for (const undo of this.#undo) undo();
    this.#undo.clear();
  }

  #rest(feed: number, resting: Wanted, wait: number): void {
    this.#wanted.set(feed, resting);
    const undo = this.#later(() => {
      this.#undo.delete(undo);
      if (this.#wanted.get(feed) === resting) this.#wanted.set(feed, { ...resting, rests: false });
      this.#next();
    }, wait);
    this.#undo.add(undo);
  }

  #settle(): void {
    if (this.#placed && this.#way === 'found' && this.#asked.length > 0) {
      this.#silences = 0;
      this.#answered();
    }
    this.#next();
  }

  #next(): void {
    if (this.#asked.length > 0 || this.#way === 'sought') return;
    const ready = [...this.#wanted].filter(([feed, { rests }]) => !rests && !this.#here.has(feed));
    const fresh = ready.filter(([, { refused }]) => refused === 0);
    const asked = (fresh.length > 0 ? fresh : ready.slice(0, 1)).map(([feed]) => feed);
    if (asked.length === 0) return;
    this.#asked = asked;
    if (this.#way === 'none') this.#way = 'opening';
    this.#placed = false;
    const within = this.#way === 'found' ? ANSWERED_WITHIN : (OPENED_WITHIN[this.#silences] ?? OPENED_WITHIN.at(-1)!);
    this.#unpatient = this.#later(() => this.#silent(), within);
    this.options.ask(asked);
  }

  #silent(): void {
    this.#silences += 1;
    this.options.silent();
  }

  /** The first request opens the connection: where it is refused there is none. @returns what was asked. */
  #denied(): readonly number[] {
    if (this.#way === 'opening') this.#way = 'none';
    return this.#answered();
  }

  /** @returns what was asked. */
  #answered(): readonly number[] {
    const asked = this.#asked;
    this.#asked = [];
    this.#unpatient?.();
    this.#unpatient = undefined;
    return asked;
  }

  #later(then: () => void, milliseconds: number): () => void {
    return (this.options.later ?? later)(then, milliseconds);
  }
}
