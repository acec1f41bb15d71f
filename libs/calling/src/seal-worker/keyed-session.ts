import {
  type Incoming,
  KeyReceiver,
  KeySender,
  type Matching,
  nextMatching,
  openVerdict,
  type Outgoing,
  type Phase,
  ReceiverKeys,
  SealError,
  type SealEntropy,
  signVerdict,
  transition,
  UNVERIFIED,
} from '#seal';
import type { HeardMessage, SayMessage } from '../seal-messages.js';
import { KeyDrawer, type SendSlot } from './send-slot.js';
import { Talk } from './talk.js';

interface Peer {
  readonly sender: KeySender;
  readonly receiver: KeyReceiver;
}

/** Messages kept of words that came before the conversation was open. */
const MAX_EARLY = 16;

/**
 * One keyed attempt: wrap keys, receiver keys, verdicts, typed words. Every method that meets something to abort for
 * throws SealError. RESUME (E2EE.md §7) will replace one entry of `peers`; its messages are dropped until then.
 */
export class KeyedSession {
  readonly receiverKeys: ReceiverKeys;
  readonly #peers = new Map<number, Peer>();
  readonly #drawer: KeyDrawer;
  readonly #talk: Talk;
  readonly #early: Incoming[] = [];
  #matching: Matching = UNVERIFIED;

  constructor(
    readonly handshake: Phase<'keyed'>,
    entropy: SealEntropy,
    audioSize: number,
    private readonly send: (message: Outgoing) => void,
    heard: (heard: HeardMessage) => void,
  ) {
    const { T } = handshake.transcript;
    const { me } = handshake.context;
    this.receiverKeys = new ReceiverKeys(T);
    this.#drawer = new KeyDrawer(entropy, T, me, audioSize);
    this.#talk = new Talk(handshake, send, heard);
    for (const [peer, pair] of handshake.pairs.entries()) {
      if (!pair) continue;
      const sender = new KeySender(pair.wrapOut, { T, from: me, to: peer });
      this.#peers.set(peer, { sender, receiver: new KeyReceiver(pair.wrapIn, { T, from: peer, to: me }) });
    }
  }

  get matching(): Matching['state'] {
    return this.#matching.state;
  }

  /** Labels of those who hold the key. */
  get holders(): readonly string[] {
    const { roster, me } = this.handshake.context;
    return roster.filter((_, party) => party === me || this.#peers.has(party)).map(({ label }) => label);
  }

  /** Sound and picture pass, and words are shown: sealed, or without matching. */
  get isOpen(): boolean {
    return this.matching === 'sealed' || this.matching === 'unmatched';
  }

  async take(message: Incoming): Promise<void> {
    switch (message.step) {
      case 'words':
        if (this.isOpen) return this.#talk.take(message);
        if (this.#early.length < MAX_EARLY) this.#early.push(message);
        return;
      case 'key':
        return this.#takeKey(message);
      case 'verdict':
        return this.#takeVerdict(message);
      case 'resume-hello':
      case 'resume-proof':
        return;
      default: {
        const { state } = await transition(this.handshake, { type: 'message', message, now: 0 });
        if (state.phase === 'aborted') throw new SealError(state.code);
      }
    }
  }

  /** The person's answer; a second one changes nothing but "different". */
  async answer(same: boolean): Promise<void> {
    const { context, visit, transcript } = this.handshake;
    const body = await signVerdict(visit, transcript.T, context.me, same);
    this.send({ step: 'verdict', body });
    await this.#move({ type: 'own-verdict', same });
  }

  async withoutMatching(): Promise<void> {
    await this.#move({ type: 'without-matching' });
  }

  /** Nothing leaves unless the conversation is open. */
  async say(message: SayMessage): Promise<void> {
    if (this.isOpen) await this.#talk.say(message);
  }

  /** The line was gone: keys and words that did not arrive are sent again. */
  async repeat(slots: Iterable<SendSlot>): Promise<void> {
    for (const slot of slots) await this.tell(slot);
    await this.#talk.repeat();
  }

  /** Gives a transform a new key and tells every peer. */
  async key(slot: SendSlot): Promise<void> {
    slot.put(await this.#drawer.draw(slot.kind));
    await this.tell(slot);
  }

  /** Sends the current seed of a transform to every peer, with the next `seq`. */
  async tell(slot: SendSlot): Promise<void> {
    for (const [to, { sender }] of this.#peers) {
      const seed = slot.key?.seed;
      if (slot.key && seed) this.send({ step: 'key', to, body: await sender.wrap(slot.key.kid, seed) });
    }
  }

  /** A party left: what it held is forgotten; give every transform a new key afterwards. */
  left(party: number): boolean {
    this.receiverKeys.forget(party);
    this.#talk.left(party);
    return this.#peers.delete(party);
  }

  async #move(event: Parameters<typeof nextMatching>[1]): Promise<void> {
    this.#matching = nextMatching(this.#matching, event, this.handshake.context.roster.length - 1);
    if (this.#matching.state === 'broken') throw new SealError('verdict-different');
    if (this.isOpen) for (const message of this.#early.splice(0)) await this.#talk.take(message);
  }

  async #takeKey({ from, body }: Incoming): Promise<void> {
    const received = await this.#peers.get(from)?.receiver.open(body);
    if (received) await this.receiverKeys.add(received);
  }

  async #takeVerdict({ from, body }: Incoming): Promise<void> {
    const { transcript, context } = this.handshake;
    const reveal = transcript.reveals[from];
    if (!reveal || from === context.me) throw new SealError('bad-signature');
    const same = await openVerdict(body, transcript.T, from, reveal.vk);
    await this.#move({ type: 'peer-verdict', party: from, same });
  }
}
