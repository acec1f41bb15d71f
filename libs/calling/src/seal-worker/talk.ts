import {
  fittingWords,
  type Incoming,
  type Numbered,
  type Outgoing,
  type PairKeys,
  type Said,
  WordsReceiver,
  WordsSender,
} from '#seal';
import type { HeardMessage, SayMessage } from '../seal-messages.js';

interface Listener {
  readonly sender: WordsSender;
  readonly receiver: WordsReceiver;
  /** Own messages that this party has not answered, by number, oldest first. */
  readonly unanswered: Map<number, Said>;
  /** Numbers of this party's words that were shown. */
  readonly shown: Set<number>;
  /** Number of the newest word about its picture. */
  window: number;
}

/** Messages that may wait for one party's answer; the oldest goes beyond. */
const MAX_UNANSWERED = 200;

/**
 * Words and what is said of the picture, under the words keys of one keyed attempt (docs/adr/0010). Nothing is shown
 * that a words key did not prove, and nothing twice. It asks nobody whether the conversation is open: its owner does.
 */
export class Talk {
  readonly #listeners = new Map<number, Listener>();
  /** Of those who left: who comes back is shown nothing twice. */
  readonly #away = new Map<number, Listener>();
  /** Own words by number, until everybody has them: the page's id. */
  readonly #ids = new Map<number, number>();
  #next: number;
  #window = false;

  /** `first`: above every number that this device used before in the attempt; 0 when it used none. */
  constructor(
    private readonly own: { readonly T: Uint8Array; readonly me: number },
    private readonly send: (message: Outgoing) => void,
    private readonly heard: (heard: HeardMessage) => void,
    private readonly first: number,
  ) {
    this.#next = first;
  }

  /** A party has keys, or others than before: what it did not answer goes to it with the next `repeat`. */
  join(peer: number, pair: PairKeys): void {
    const { T, me } = this.own;
    const former = this.#listeners.get(peer) ?? this.#away.get(peer);
    const listener = {
      ...(former ?? { unanswered: new Map(), shown: new Set<number>(), window: -1 }),
      sender: new WordsSender(pair.wordsOut, { T, from: me, to: peer }),
      receiver: new WordsReceiver(pair.wordsIn, { T, from: peer, to: me }),
    };
    // What the picture is now, in the place of what was last said of it.
    if (former || this.first > 0) listener.unanswered.set(this.#next++, { kind: 'window', shown: this.#window });
    this.#away.delete(peer);
    this.#listeners.set(peer, listener);
  }

  async say(message: SayMessage): Promise<void> {
    const number = this.#next++;
    if (message.type === 'say') this.#ids.set(number, message.id);
    else this.#window = message.shown;
    const said: Said =
      message.type === 'say'
        ? { kind: 'words', text: fittingWords(message.text) }
        : { kind: 'window', shown: message.shown };
    for (const [to, listener] of this.#listeners) {
      const [oldest] = listener.unanswered.keys();
      if (listener.unanswered.size >= MAX_UNANSWERED && oldest !== undefined) listener.unanswered.delete(oldest);
      listener.unanswered.set(number, said);
      await this.#tell(to, listener, { number, said });
    }
  }

  /** Sends again what nobody answered. */
  async repeat(): Promise<void> {
    for (const [to, listener] of this.#listeners) {
      for (const [number, said] of listener.unanswered) await this.#tell(to, listener, { number, said });
    }
  }

  async take({ from, body }: Incoming): Promise<void> {
    const listener = this.#listeners.get(from);
    const message = await listener?.receiver.open(body);
    if (!listener || !message) return;
    const { number, said } = message;
    if (said.kind === 'arrived') return this.#answered(listener, number);
    if (said.kind === 'words' && !listener.shown.has(number)) {
      listener.shown.add(number);
      this.heard({ type: 'heard', from, text: said.text });
    }
    if (said.kind === 'window' && number > listener.window) {
      listener.window = number;
      this.heard({ type: 'heard-window', from, shown: said.shown });
    }
    await this.#tell(from, listener, { number, said: { kind: 'arrived' } });
  }

  left(party: number): void {
    const listener = this.#listeners.get(party);
    if (!listener) return;
    this.#listeners.delete(party);
    this.#away.set(party, listener);
  }

  #answered(listener: Listener, number: number): void {
    if (!listener.unanswered.delete(number)) return;
    const id = this.#ids.get(number);
    if (id === undefined || [...this.#listeners.values()].some(({ unanswered }) => unanswered.has(number))) return;
    this.#ids.delete(number);
    this.heard({ type: 'arrived', id });
  }

  async #tell(to: number, { sender }: Listener, message: Numbered): Promise<void> {
    this.send({ step: 'words', to, body: await sender.seal(message) });
  }
}
