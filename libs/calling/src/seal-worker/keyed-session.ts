import {
  type Bytes,
  type Incoming,
  KeyReceiver,
  KeySender,
  type Matching,
  nextMatching,
  openVerdict,
  type Outgoing,
  type Party,
  type Phase,
  ReceiverKeys,
  sameBytes,
  SealError,
  type SealEntropy,
  signVerdict,
  toBase64Url,
  transition,
  UNVERIFIED,
} from '#seal';
import type { KeyHolders, SayMessage, WorkerMessage } from '../seal-messages.js';
import { BookedPlaces } from './booked-places.js';
import { seenRound, type SeenVerdict } from './seen-round.js';
import { KeyDrawer, type SendSlot } from './send-slot.js';
import { StreamOwners } from './stream-owners.js';
import { Talk } from './talk.js';

/** What a keyed attempt is told by the one who keeps it. */
export interface Around {
  readonly entropy: SealEntropy;
  readonly audioSize: number;
  /** The roster stored at booking, by which the page counts. */
  readonly booked: readonly Party[];
  /** Who held the key of the last open conversation; nothing when there was none. */
  readonly before: readonly Party[] | undefined;
  readonly send: (message: Outgoing) => void;
  readonly post: (message: WorkerMessage) => void;
}

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
  readonly streams: StreamOwners;
  readonly #places: BookedPlaces;
  readonly #left: number[] = [];
  readonly #peers = new Map<number, Peer>();
  readonly #drawer: KeyDrawer;
  readonly #talk: Talk;
  readonly #early: Incoming[] = [];
  readonly #verdicts: SeenVerdict[] = [];
  #matching: Matching = UNVERIFIED;

  constructor(
    readonly handshake: Phase<'keyed'>,
    private readonly around: Around,
  ) {
    const { T } = handshake.transcript;
    const { me, roster } = handshake.context;
    const { entropy, audioSize, booked, send, post } = around;
    const places = new BookedPlaces(booked, roster);
    this.#places = places;
    this.receiverKeys = new ReceiverKeys(T);
    this.streams = new StreamOwners((owners) =>
      post({ type: 'streams', owners: owners.map(([stream, party]) => [stream, places.booked(party)]) }),
    );
    this.#drawer = new KeyDrawer(entropy, T, me, audioSize);
    this.#talk = new Talk(handshake, send, (heard) =>
      post('from' in heard ? { ...heard, from: places.booked(heard.from) } : heard),
    );
    for (const [peer, pair] of handshake.pairs.entries()) {
      if (!pair) continue;
      const sender = new KeySender(pair.wrapOut, { T, from: me, to: peer });
      this.#peers.set(peer, { sender, receiver: new KeyReceiver(pair.wrapIn, { T, from: peer, to: me }) });
    }
  }

  get matching(): Matching['state'] {
    return this.#matching.state;
  }

  /** Those who hold the key now. */
  get parties(): readonly Party[] {
    const { roster, me } = this.handshake.context;
    return roster.filter((_, party) => party === me || this.#peers.has(party));
  }

  get holders(): KeyHolders {
    const { before } = this.around;
    const isNew = ({ party }: Party) => before?.every((known) => !sameBytes(known.party, party));
    const { roster } = this.handshake.context;
    return {
      holders: this.parties.map(({ label }) => label),
      joined: this.parties.filter(isNew).map(({ label }) => label),
      left: roster.filter((_, party) => this.#left.includes(party)).map(({ label }) => label),
    };
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
    this.around.send({ step: 'verdict', body });
    this.#saw(context.me, same, body);
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
      if (slot.key && seed) this.around.send({ step: 'key', to, body: await sender.wrap(slot.key.kid, seed) });
    }
  }

  /**
   * A party of three or four left, by its booked place: what it held is forgotten; true: give every transform a new
   * key. Who is alone with one other waits for it instead: it comes back to the same keys (E2EE.md §7).
   */
  async left(booked: number): Promise<boolean> {
    const party = this.#places.offered(booked);
    if (this.handshake.context.roster.length <= 2 || !this.#peers.delete(party)) return false;
    this.#left.push(party);
    this.receiverKeys.forget(party);
    this.streams.forget(party);
    this.#talk.left(party);
    await this.#move({ type: 'left', party });
    return true;
  }

  /** For the receipt: one verdict of each party, the last. */
  #saw(from: number, same: boolean, body: Bytes): void {
    const former = this.#verdicts.findIndex((verdict) => verdict.from === from);
    this.#verdicts.splice(former < 0 ? this.#verdicts.length : former, 1, {
      from,
      same,
      signature: toBase64Url(body.subarray(1)),
    });
    this.around.post({ type: 'seen', seen: seenRound(this.handshake, this.#verdicts) });
  }

  async #move(event: Parameters<typeof nextMatching>[1]): Promise<void> {
    this.#matching = nextMatching(this.#matching, event, this.#peers.size);
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
    this.#saw(from, same, body);
    if (same && !this.#peers.has(from)) return;
    await this.#move({ type: 'peer-verdict', party: from, same });
  }
}
