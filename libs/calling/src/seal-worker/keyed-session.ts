import {
  type Incoming,
  type Matching,
  nextMatching,
  openVerdict,
  type Outgoing,
  type PairKeys,
  type Party,
  type Phase,
  ReceiverKeys,
  sameBytes,
  SealError,
  type SealEntropy,
  signVerdict,
  transition,
  UNVERIFIED,
} from '#seal';
import type { HeardMessage, KeyHolders, SayMessage, WorkerMessage } from '../seal-messages.js';
import { BookedPlaces } from './booked-places.js';
import { HeardLately } from './heard-lately.js';
import { KeyPair } from './key-pair.js';
import { Resuming } from './resuming.js';
import { SeenVerdicts, type SeenVerdict } from './seen-round.js';
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
  /** Every sender transform of this device. */
  readonly slots: Iterable<SendSlot>;
  readonly send: (message: Outgoing) => void;
  readonly post: (message: WorkerMessage) => void;
}

/** What a device that lost its keys still knows of the attempt. */
export interface Kept {
  readonly matching: Matching;
  readonly returns: number;
  readonly verdicts: readonly SeenVerdict[];
}

/** Numbers of words between one return of this device and the next. */
const WORDS_PER_RETURN = 2 ** 20;

/** Messages kept of words that came before the conversation was open. */
const MAX_EARLY = 16;

/**
 * One keyed attempt: wrap keys, receiver keys, verdicts, typed words. Every method that meets something to abort for
 * throws SealError. A party whose keys this device does not have left, or has yet to RESUME (E2EE.md §7): after a reload
 * that is everybody.
 */
export class KeyedSession {
  readonly receiverKeys: ReceiverKeys;
  readonly streams: StreamOwners;
  readonly lately = new HeardLately();
  readonly returns: number;
  readonly #places: BookedPlaces;
  readonly #peers = new Map<number, KeyPair>();
  readonly #resuming: Resuming;
  readonly #drawer: KeyDrawer;
  readonly #talk: Talk;
  readonly #early: Incoming[] = [];
  readonly #seen: SeenVerdicts;
  #matching: Matching;
  #isBack: boolean;

  constructor(
    readonly handshake: Phase<'keyed'>,
    private readonly around: Around,
    kept?: Kept,
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
    this.#matching = kept?.matching ?? UNVERIFIED;
    this.#isBack = kept === undefined;
    this.returns = kept === undefined ? 0 : kept.returns + 1;
    this.#drawer = new KeyDrawer(entropy, T, me, audioSize);
    this.#seen = new SeenVerdicts(handshake, (seen) => post({ type: 'seen', seen }), kept?.verdicts);
    this.#resuming = new Resuming(handshake, entropy, send);
    const heard = (of: HeardMessage) => post('from' in of ? { ...of, from: places.booked(of.from) } : of);
    this.#talk = new Talk({ T, me }, send, heard, this.returns * WORDS_PER_RETURN);
    for (const [peer, pair] of handshake.pairs.entries()) if (pair) this.#join(peer, pair, false);
  }

  /** False after a reload until one other party proved that it is still there: nothing is shown or sent before. */
  get isBack(): boolean {
    return this.#isBack;
  }

  get matching(): Matching {
    return this.#matching;
  }

  get verdicts(): readonly SeenVerdict[] {
    return this.#seen.verdicts;
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
      left: roster.filter((party) => !this.parties.includes(party)).map(({ label }) => label),
    };
  }

  /** Sound and picture pass, and words are shown: sealed, or without matching. */
  get isOpen(): boolean {
    return this.#isBack && ['sealed', 'unmatched'].includes(this.#matching.state);
  }

  /** Booked places of those of whom nothing arrives any more. */
  get silent(): number[] {
    return this.lately.silent.map((party) => this.#places.booked(party));
  }

  /** Everybody with keys was heard, and nobody is any more: what is said now reaches nobody who is known to be there. */
  get isUnheard(): boolean {
    return this.#peers.size > 0 && this.lately.silent.length === this.#peers.size;
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
        return this.#takeResume(message);
      default: {
        const { state } = await transition(this.handshake, { type: 'message', message, now: 0 });
        if (state.phase === 'aborted') throw new SealError(state.code);
      }
    }
  }

  /** The person's answer; a second one changes nothing but "different". */
  async answer(same: boolean): Promise<void> {
    await this.#sayVerdict(same);
    await this.#move({ type: 'own-verdict', same });
  }

  async withoutMatching(): Promise<void> {
    await this.#move({ type: 'without-matching' });
  }

  /** Nothing leaves unless the conversation is open. */
  async say(message: SayMessage): Promise<void> {
    if (this.isOpen) await this.#talk.say(message);
  }

  /** The line was gone: keys, words and hellos that did not arrive are sent again. */
  async repeat(): Promise<void> {
    for (const slot of this.around.slots) await this.#tell(slot);
    await this.#resuming.repeat();
    await this.#talk.repeat();
  }

  /** Gives a transform a new key and tells every peer. */
  async key(slot: SendSlot): Promise<void> {
    slot.put(await this.#drawer.draw(slot.kind));
    await this.#tell(slot);
  }

  /** Who is here, by booked places: RESUME with those whose keys this device does not have. */
  async here(booked: readonly number[]): Promise<void> {
    for (const place of booked) {
      const party = this.#places.offered(place);
      const lacks = party >= 0 && party !== this.handshake.context.me && !this.#peers.has(party);
      if (lacks && !this.#resuming.isWith(party)) await this.#resuming.greet(party);
    }
  }

  /**
   * A party of three or four left, by its booked place: what it held is forgotten, and every transform gets a new key.
   * Who is alone with one other waits for it instead: it comes back to the same keys (E2EE.md §7).
   */
  async left(booked: number): Promise<void> {
    const party = this.#places.offered(booked);
    if (this.handshake.context.roster.length <= 2) return this.lately.gone(party);
    this.#resuming.drop(party);
    if (!this.#peers.delete(party)) return;
    this.receiverKeys.forget(party);
    this.streams.forget(party);
    this.lately.forget(party);
    this.#talk.left(party);
    await this.#move({ type: 'holders' });
    await this.#newKeys();
  }

  #join(peer: number, pair: PairKeys, unsettled: boolean): void {
    const { T } = this.handshake.transcript;
    const { me } = this.handshake.context;
    this.#peers.set(peer, new KeyPair(pair, { T, me, peer }, unsettled));
    this.#talk.join(peer, pair);
  }

  async #newKeys(): Promise<void> {
    for (const slot of this.around.slots) await this.key(slot);
  }

  /** Sends the current seed of a transform to every peer, with the next `seq`. */
  async #tell(slot: SendSlot): Promise<void> {
    for (const [to, pair] of this.#peers) {
      const seed = slot.key?.seed;
      if (slot.key && seed) this.around.send({ step: 'key', to, body: await pair.wrap(slot.key.kid, seed) });
    }
  }

  async #sayVerdict(same: boolean): Promise<void> {
    const { context, visit, transcript } = this.handshake;
    const body = await signVerdict(visit, transcript.T, context.me, same);
    this.around.send({ step: 'verdict', body });
    this.#seen.add(context.me, same, body);
  }

  async #move(event: Parameters<typeof nextMatching>[1]): Promise<void> {
    const wasOpen = this.isOpen;
    this.#matching = nextMatching(this.#matching, event, [...this.#peers.keys()]);
    if (this.#matching.state === 'broken') throw new SealError('verdict-different');
    if (!this.isOpen) return;
    if (!wasOpen) await this.#talk.repeat();
    for (const message of this.#early.splice(0)) await this.#talk.take(message);
  }

  /**
   * Everything of the pair before goes. New keys, and not the current ones again: who comes back has no replay window, and
   * would take what was sealed before it left. Its own answer may have been lost, and so may ours.
   */
  async #takeResume(message: Incoming): Promise<void> {
    const pair = await this.#resuming.take(message);
    if (!pair) return;
    this.receiverKeys.forget(message.from);
    this.#join(message.from, pair, true);
    this.#isBack = true;
    await this.#newKeys();
    if (['matched-here', 'sealed'].includes(this.#matching.state)) await this.#sayVerdict(true);
    await this.#move({ type: 'holders' });
    if (this.isOpen) await this.#talk.repeat();
  }

  async #takeKey({ from, body }: Incoming): Promise<void> {
    const received = await this.#peers.get(from)?.open(body, this.#resuming.isWith(from));
    if (received) await this.receiverKeys.add(received);
  }

  async #takeVerdict({ from, body }: Incoming): Promise<void> {
    const { transcript, context } = this.handshake;
    const reveal = transcript.reveals[from];
    if (!reveal || from === context.me) throw new SealError('bad-signature');
    const same = await openVerdict(body, transcript.T, from, reveal.vk);
    this.#seen.add(from, same, body);
    await this.#move({ type: 'peer-verdict', party: from, same });
  }
}
