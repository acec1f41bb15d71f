import { fittingWords } from '#seal';

/** Words typed in a call. `at`: milliseconds since the epoch, this device's clock. */
export interface TypedWord {
  readonly id: number;
  /** Label of who typed; nothing for one's own. */
  readonly by: string | undefined;
  readonly text: string;
  readonly at: number;
  /** Own words: every other party's device has them. */
  readonly arrived: boolean;
}

interface Around {
  /** Seals the words and sends them; does nothing unless the conversation is open. */
  readonly say: (id: number, text: string) => void;
  readonly now: () => number;
  readonly changed: () => void;
}

/** What was typed in one call: in memory only, and forgotten at its end. */
export class TypedWords {
  #list: readonly TypedWord[] = [];
  #next = 0;

  constructor(private readonly around: Around) {}

  /** Oldest first. */
  get list(): readonly TypedWord[] {
    return this.#list;
  }

  /** Own words, cut to what one message carries (`fittingWords`). Blank ones are not said. */
  say(typed: string): void {
    const text = fittingWords(typed.trim());
    if (text === '') return;
    const id = this.#add(undefined, text);
    this.around.say(id, text);
  }

  /** The seal worker proved that `by` typed this. */
  heard(by: string, text: string): void {
    this.#add(by, text);
  }

  arrived(id: number): void {
    this.#list = this.#list.map((word) => (word.id === id ? { ...word, arrived: true } : word));
    this.around.changed();
  }

  clear(): void {
    this.#list = [];
  }

  #add(by: string | undefined, text: string): number {
    const id = this.#next++;
    this.#list = [...this.#list, { id, by, text, at: this.around.now(), arrived: by !== undefined }];
    this.around.changed();
    return id;
  }
}
