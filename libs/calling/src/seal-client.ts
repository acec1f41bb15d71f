import type { SeenRound } from '#protocol';
import type { SealAbortCode } from '#seal';
import type {
  HeardMessage,
  IncomingSeal,
  MatchingCode,
  OutgoingSeal,
  PageMessage,
  SealCounters,
  SealOffer,
  SealPlan,
  SealState,
  StreamOwner,
  StoredBooking,
  TransformOptions,
  WorkerMessage,
} from './seal-messages.js';
import { takeSealWorker } from './warm-worker.js';

/** What the page does when the worker says something. `seal` and `abort` go to the session channel as they are. */
export interface SealEvents {
  readonly seal: (message: OutgoingSeal) => void;
  readonly abort: (round: string, code: SealAbortCode) => void;
  readonly state: (state: SealState) => void;
  readonly code: (code: MatchingCode) => void;
  readonly seen: (seen: SeenRound) => void;
  readonly heard: (heard: HeardMessage) => void;
  readonly streams: (owners: readonly StreamOwner[]) => void;
  /** The round that this device can be let into without an offer; the first call follows `begin`. */
  readonly holds: (round: string | undefined) => void;
  /** Booked places of those of whom nothing arrives any more. */
  readonly silent: (places: readonly number[]) => void;
  readonly counters?: (counters: SealCounters) => void;
  /** The worker could not start or died: there are no keys, so end the session. */
  readonly failed: () => void;
}

/** Opus bytes of a packet in the plan; E2EE.md §5 pads every audio frame to one byte more. */
export const DEFAULT_AUDIO_BYTES = 159;

/** What a retired worker still says to the others; what it says to the page would be taken for its successor's word. */
const OUTLIVES: ReadonlySet<WorkerMessage['type']> = new Set(['seal', 'abort']);

/**
 * The page's side of the seal worker. It carries opaque messages and shows what it is told; it never sees a key.
 * Call `transform` before the first offer of a connection, so that nothing leaves unencrypted.
 */
export class SealClient {
  readonly #worker: Worker;
  #retired = false;

  /** `url`: address of the one bundled worker file. */
  constructor(url: string | URL, events: SealEvents) {
    this.#worker = takeSealWorker(url);
    this.#worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (!this.#retired || OUTLIVES.has(data.type)) SealClient.#dispatch(data, events);
    };
    this.#worker.onerror = this.#worker.onmessageerror = () => this.#retired || events.failed();
  }

  /** First call: the party list this device stored. Throws nothing; a second call is ignored by the worker. */
  begin(stored: StoredBooking, plan: SealPlan = { audioBytes: DEFAULT_AUDIO_BYTES }): void {
    this.#post({ type: 'begin', stored, plan });
  }

  /** An OFFER from the server; refusals come back as `abort` and `state` broken. */
  offer(offer: SealOffer): void {
    const { suite, booking, round, roster } = offer;
    this.#post({ type: 'offer', offer: { suite, booking, round, roster } });
  }

  /** A person asks for one more attempt. */
  again(): void {
    this.#post({ type: 'again' });
  }

  /** A relayed message of another party, as the session channel gave it. */
  receive(message: IncomingSeal): void {
    const { round, step, from, body } = message;
    this.#post({ type: 'seal', round, step, from, body });
  }

  aborted(round: string, code: string): void {
    this.#post({ type: 'aborted', round, code });
  }

  /** The person answered "same" (true) or "different". */
  verdict(same: boolean): void {
    this.#post({ type: 'verdict', same });
  }

  /** Own choice (attorney) or the server's word that the attorney chose so; the state stays `unmatched`. */
  withoutMatching(round: string): void {
    this.#post({ type: 'without-matching', round });
  }

  videoWhileMatching(on: boolean): void {
    this.#post({ type: 'video-while-matching', on });
  }

  /** Words a person typed; `heard` says when they arrived. */
  say(id: number, text: string): void {
    this.#post({ type: 'say', id, text });
  }

  /** Tells the others that the picture is a window now, or the camera again. */
  sayWindow(shown: boolean): void {
    this.#post({ type: 'say-window', shown });
  }

  negotiationViolated(): void {
    this.#post({ type: 'negotiation-violated' });
  }

  signallingRestored(): void {
    this.#post({ type: 'signalling-restored' });
  }

  left(party: number): void {
    this.#post({ type: 'left', party });
  }

  /** Which other places of the booked roster are here. */
  here(parties: readonly number[]): void {
    this.#post({ type: 'here', parties });
  }

  /** A transform for one sender or receiver; a sender's draws a key of its own. */
  transform({ direction, kind, stream }: TransformOptions): RTCRtpScriptTransform {
    return new RTCRtpScriptTransform(this.#worker, { direction, kind, stream } satisfies TransformOptions);
  }

  /** Asks for one `counters` event. */
  count(): void {
    this.#post({ type: 'count' });
  }

  /**
   * Erases every key, and ends the worker when what it has to say still has been said; attached transforms pass nothing any
   * more. `keep`: the record to come back with stays.
   */
  retire(keep: boolean): void {
    this.#retired = true;
    this.#post({ type: 'erase', keep });
    setTimeout(() => this.#worker.terminate(), 500);
  }

  #post(message: PageMessage): void {
    this.#worker.postMessage(message);
  }

  static #dispatch(message: WorkerMessage, events: SealEvents): void {
    switch (message.type) {
      case 'ready':
        return;
      case 'seal': {
        const { type: _type, ...rest } = message;
        return events.seal(rest);
      }
      case 'abort':
        return events.abort(message.round, message.code);
      case 'state':
        return events.state(message.state);
      case 'code':
        return events.code(message.code);
      case 'seen':
        return events.seen(message.seen);
      case 'heard':
      case 'heard-window':
      case 'arrived':
        return events.heard(message);
      case 'holds':
        return events.holds(message.round);
      case 'streams':
        return events.streams(message.owners);
      case 'silent':
        return events.silent(message.places);
      case 'counters':
        return events.counters?.(message.counters);
    }
  }
}
