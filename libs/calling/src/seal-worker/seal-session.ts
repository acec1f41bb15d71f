import {
  askAgain,
  acceptOffer,
  type Attempts,
  countAttempt,
  type Expected,
  type Handshake,
  type Incoming,
  NO_ATTEMPTS,
  type Outgoing,
  type Party,
  type Phase,
  type SealAbortCode,
  SealError,
  type SealEntropy,
  SEAL_ABORT_CODES,
  startHandshake,
  toBase64Url,
  transition,
} from '#seal';
import type {
  BrokenReason,
  IncomingSeal,
  PageMessage,
  SealOffer,
  StoredBooking,
  TransformOptions,
  WorkerMessage,
} from '../seal-messages.js';
import { expectedOf, offerOf } from './decode-offer.js';
import { incomingMessage } from './incoming-message.js';
import type { KeptRounds } from './kept-rounds.js';
import { type Kept, KeyedSession } from './keyed-session.js';
import { News } from './news.js';
import { OwnRound } from './own-round.js';
import type { ScriptTransformer } from './script-transformer.js';
import type { SealClock } from './seal-clock.js';
import { deviceCredential } from './device-credential.js';
import { sealStateOf } from './seal-state.js';
import { seenRound } from './seen-round.js';
import { SealTransforms } from './seal-transforms.js';
import { matchingCodeOf } from './show-code.js';

interface Attempt {
  readonly round: string;
  handshake: Handshake;
}

interface Serving {
  readonly round: string;
  readonly session: KeyedSession;
}

/**
 * Everything of one device's seal: handshake, keys, transforms. Messages are taken one after another.
 * Holds every key of the device; what it posts is public or a matching code for the screen.
 */
export class SealSession {
  readonly #transforms: SealTransforms;
  readonly #own: OwnRound;
  readonly #seen = new Set<string>();
  #expected: Expected | undefined;
  #device: CryptoKeyPair | undefined;
  #audioSize = 0;
  #attempts: Attempts = NO_ATTEMPTS;
  #attempt: Attempt | undefined;
  #serving: Serving | undefined;
  /** Who held the key of the last open conversation. */
  #before: readonly Party[] | undefined;
  #ended: BrokenReason | undefined;
  readonly #news: News;
  #ticking = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly entropy: SealEntropy,
    private readonly clock: SealClock,
    rounds: KeptRounds,
    private readonly post: (message: WorkerMessage) => void,
  ) {
    this.#own = new OwnRound(rounds);
    this.#news = new News(post);
    this.#transforms = new SealTransforms(
      () => this.#serving?.session,
      clock,
      (work) => this.#enqueue(work),
    );
  }

  /** Takes a message of the page. Resolves when it has had its effect; never rejects. */
  handle(message: PageMessage): Promise<void> {
    return this.#enqueue(() => this.#take(message));
  }

  /** Serves one transform until its stream ends. */
  attach(options: TransformOptions, transformer: ScriptTransformer): Promise<void> {
    return this.#transforms.attach(options, transformer);
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      this.#break(error instanceof SealError ? error.code : 'negotiation-violated', this.#serving?.round);
    });
    return this.#queue;
  }

  async #take(message: PageMessage): Promise<void> {
    if (message.type === 'count')
      return this.post({ type: 'counters', counters: this.#transforms.counters.snapshot() });
    if (message.type === 'erase') return this.#end({ code: 'erased', by: 'here' }, message.keep);
    if (this.#ended?.code === 'erased' || this.#ended?.code === 'verdict-different') return;
    switch (message.type) {
      case 'begin':
        return this.#begin(message.stored, message.plan.audioBytes + 1);
      case 'offer':
        return this.#offer(message.offer);
      case 'again':
        this.#attempts = askAgain(this.#attempts);
        return;
      case 'seal':
        return this.#seal(message);
      case 'aborted':
        return this.#abortedByPeer(message.round, message.code);
      case 'verdict':
        await this.#serving?.session.answer(message.same);
        return this.#show();
      case 'without-matching':
        if (this.#serving?.round === message.round) await this.#serving.session.withoutMatching();
        return this.#show();
      case 'video-while-matching':
        this.#transforms.videoWhileMatching = message.on;
        return;
      case 'negotiation-violated':
        throw new SealError('negotiation-violated');
      case 'signalling-restored':
        return this.#serving?.session.repeat();
      case 'here':
        return this.#serving?.session.here(message.parties);
      case 'say':
      case 'say-window':
        return this.#serving?.session.say(message);
      case 'left':
        await this.#serving?.session.left(message.party);
        return this.#show();
    }
  }

  /** A round that this device kept is served again at once; it is back when another party proved to be there still. */
  async #begin(stored: StoredBooking, audioSize: number): Promise<void> {
    if (this.#expected) return;
    this.#expected = expectedOf(stored);
    this.#device = stored.device;
    this.#audioSize = audioSize;
    for (const round of stored.seenRounds ?? []) this.#seen.add(round);
    const returned = await this.#own.begin(stored, this.#expected);
    if (!returned) return this.#hold(undefined);
    const { kept, handshake } = returned;
    this.#seen.add(kept.round);
    await this.#serve(kept.round, handshake, kept);
  }

  /** The page enters with the round whose keys, or whose record, are here. */
  #hold(serving: Serving | undefined): void {
    this.#serving = serving;
    this.post({ type: 'holds', round: serving?.round });
  }

  async #offer(wire: SealOffer): Promise<void> {
    const { round } = wire;
    try {
      const offer = offerOf(wire);
      if (!this.#expected || !offer) throw new SealError('bad-roster');
      const context = await acceptOffer(offer, this.#expected, (known) => this.#seen.has(known));
      this.#attempts = countAttempt(this.#attempts);
      this.#seen.add(round);
      this.#ended = undefined;
      if (this.#serving?.session.isBack === false) this.#hold(undefined);
      const { state, send } = await startHandshake(
        context,
        this.entropy,
        this.clock.now(),
        deviceCredential(this.#device, context.ctxh),
      );
      this.#attempt = { round, handshake: state };
      this.#sendAll(round, send);
      this.#show();
      this.#tickWhileNeeded();
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.#abortAttempt(round, error.code);
    }
  }

  async #seal(wire: IncomingSeal): Promise<void> {
    const message = incomingMessage(wire);
    if (this.#attempt?.round === wire.round) return this.#advance(this.#attempt, message);
    if (this.#serving?.round !== wire.round) return;
    await this.#serving.session.take(message);
    this.#show();
  }

  async #advance(attempt: Attempt, message?: Incoming): Promise<void> {
    const now = this.clock.now();
    const event = message ? { type: 'message' as const, message, now } : { type: 'tick' as const, now };
    const { state, send } = await transition(attempt.handshake, event);
    attempt.handshake = state;
    this.#sendAll(attempt.round, send);
    if ('transcript' in state) this.post({ type: 'seen', seen: seenRound(state) });
    if (state.phase === 'aborted') this.#abortAttempt(attempt.round, state.code);
    if (state.phase === 'keyed') await this.#serve(attempt.round, state);
  }

  async #serve(round: string, handshake: Phase<'keyed'>, kept?: Kept): Promise<void> {
    const send = (message: Outgoing) => this.#sendAll(round, [message]);
    const former = this.#serving?.session;
    if (former?.isOpen) this.#before = former.parties;
    const session = new KeyedSession(
      handshake,
      {
        entropy: this.entropy,
        audioSize: this.#audioSize,
        booked: this.#expected?.parties ?? [],
        before: this.#before,
        slots: this.#transforms.slots,
        send,
        post: this.post,
      },
      kept,
    );
    this.#attempt = undefined;
    this.#hold({ round, session });
    this.post({ type: 'code', code: await matchingCodeOf(round, handshake) });
    for (const slot of this.#transforms.slots) await session.key(slot);
    this.#show();
    for (const message of handshake.waiting) await session.take(message);
    this.#show();
    this.#tickWhileNeeded();
  }

  #sendAll(round: string, messages: readonly Outgoing[]): void {
    for (const { step, to, body } of messages) {
      this.post({ type: 'seal', round, step, body: toBase64Url(body), ...(to === undefined ? {} : { to }) });
    }
  }

  #abortedByPeer(round: string, code: string): void {
    const claimed = SEAL_ABORT_CODES.find((known) => known === code) ?? 'erased';
    if (this.#serving?.round === round) return this.#end({ code: claimed, by: 'peer' });
    if (this.#attempt?.round !== round) return;
    this.#attempt = undefined;
    if (!this.#serving) this.#end({ code: claimed, by: 'peer' });
  }

  /** An attempt that fails takes no older session with it (E2EE.md §7). */
  #abortAttempt(round: string, code: SealAbortCode): void {
    if (this.#attempt?.round === round) this.#attempt = undefined;
    this.post({ type: 'abort', round, code });
    if (!this.#serving && !this.#attempt) this.#end({ code, by: 'here' });
  }

  #break(code: SealAbortCode, serving: string | undefined): void {
    const round = serving ?? this.#attempt?.round;
    if (round !== undefined) this.post({ type: 'abort', round, code });
    this.#end({ code, by: 'here' });
  }

  /** Lets go of every key; `keep`: not of the record to come back with. */
  #end(reason: BrokenReason, keep = false): void {
    this.#ended = reason;
    this.#attempt = undefined;
    this.#hold(undefined);
    this.#transforms.erase();
    if (!keep) this.#own.wipe();
    this.#show();
  }

  #show(): void {
    if (this.#serving) this.#own.note(this.#serving.round, this.#serving.session);
    const keying = this.#attempt && this.#attempts.made;
    const state = sealStateOf({ serving: this.#serving, keying, ended: this.#ended });
    if (state) this.#news.tell({ type: 'state', state });
  }

  #tickWhileNeeded(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    this.clock.everyTick(() => {
      void this.#enqueue(async () => {
        if (this.#attempt) await this.#advance(this.#attempt);
        this.#serving?.session.receiverKeys.expire(this.clock.now());
        this.#serving?.session.lately.look();
        this.#news.tell({ type: 'silent', places: this.#serving?.session.silent ?? [] });
      });
      return (this.#ticking = this.#attempt !== undefined || this.#serving !== undefined);
    });
  }
}
