import { toHex } from '#seal';
import type { IncomingSeal, PageMessage, SealState, WorkerMessage } from '../../../libs/calling/src/seal-messages.js';
import type { EncodedFrame } from '../../../libs/calling/src/seal-worker/script-transformer.js';
import { type KeptRound, KeptRounds } from '../../../libs/calling/src/seal-worker/kept-rounds.js';
import { SealClock } from '../../../libs/calling/src/seal-worker/seal-clock.js';
import { SealSession } from '../../../libs/calling/src/seal-worker/seal-session.js';
import { entropy, id, offerOf, rosterOf } from './party-lab.js';

class HandClock extends SealClock {
  time = 0;
  #wakes: (() => boolean)[] = [];

  override now(): number {
    return this.time;
  }

  override everyTick(wake: () => boolean): void {
    this.#wakes.push(wake);
  }

  pass(ms: number): void {
    this.time += ms;
    this.#wakes = this.#wakes.filter((wake) => wake());
  }
}

/** What a browser profile keeps; CryptoKeys included, as IndexedDB does. */
export class MemoryRounds extends KeptRounds {
  readonly held = new Map<string, KeptRound>();
  today = Date.parse('2026-11-25T10:00:00Z');

  override async find(booking: string): Promise<KeptRound | undefined> {
    const kept = this.held.get(booking);
    return kept && this.today < kept.until ? kept : undefined;
  }

  override async keep(round: KeptRound): Promise<void> {
    this.held.set(round.booking, structuredClone(round));
  }

  override async wipe(booking: string): Promise<void> {
    this.held.delete(booking);
  }

  override async wipeStale(): Promise<void> {
    for (const [booking, { until }] of this.held) if (!(this.today < until)) this.held.delete(booking);
  }

  override async wipeOthers(booking: string): Promise<void> {
    for (const other of this.held.keys()) if (other !== booking) this.held.delete(other);
  }
}

/** A transform whose ends the test holds: `put` a frame, read what came `out`. */
export class FakeTransformer {
  readonly out: Uint8Array[] = [];
  keyFrameRequests = 0;
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  readonly #input = new TransformStream<EncodedFrame, EncodedFrame>();
  readonly #writer = this.#input.writable.getWriter();

  constructor() {
    this.readable = this.#input.readable;
    this.writable = new WritableStream({ write: ({ data }) => void this.out.push(new Uint8Array(data)) });
  }

  sendKeyFrameRequest = async (): Promise<void> => void this.keyFrameRequests++;

  put(bytes: Uint8Array): Promise<void> {
    return this.#writer.write({ data: bytes.slice().buffer });
  }

  end(): Promise<void> {
    return this.#writer.close();
  }
}

/** `n` devices and the relay between them; `intercept` may drop (undefined) or change a relayed message. */
export class SessionLab {
  readonly clock = new HandClock();
  readonly posted: WorkerMessage[][] = [];
  readonly sessions: SealSession[] = [];
  /** What each device keeps over its reloads. */
  readonly rounds: MemoryRounds[] = [];
  intercept: (to: number, message: IncomingSeal) => IncomingSeal | undefined = (_, message) => message;
  readonly #relayed: number[] = [];
  readonly #rounds = new Map<string, readonly number[]>();
  #streams = 100;

  private constructor(readonly booking: string) {}

  /** `booking`: 32 hex digits. */
  static async of(n: number, booking = toHex(id(100))): Promise<SessionLab> {
    const lab = new SessionLab(booking);
    for (let me = 0; me < n; me++) {
      lab.rounds.push(new MemoryRounds());
      await lab.reload(me);
    }
    return lab;
  }

  /** A page that starts, or starts anew: a worker without keys, and whatever the device kept. `device`: of a kiosk. */
  async reload(me: number, device?: CryptoKeyPair): Promise<void> {
    // What the page of before had to keep is kept.
    await new Promise((resolve) => setImmediate(resolve));
    const posted: WorkerMessage[] = [];
    this.posted[me] = posted;
    this.#relayed[me] = 0;
    const session = new SealSession(entropy, this.clock, this.rounds[me]!, (message) => posted.push(message));
    this.sessions[me] = session;
    const roster = rosterOf(4).map((place) => ({ ...place, party: toHex(place.party) }));
    const ends = '2026-11-25T11:00:00Z';
    const stored = { booking: this.booking, own: roster[me]!.party, roster, ends, device };
    await session.handle({ type: 'begin', stored, plan: { audioBytes: 159 } });
  }

  /** Everybody is told who of these is here, as after each change. */
  async here(parties: readonly number[]): Promise<void> {
    for (const me of parties) {
      await this.sessions[me]!.handle({ type: 'here', parties: parties.filter((party) => party !== me) });
    }
    await this.settle();
  }

  offer(n: number, round: number): Promise<void> {
    return this.offerTo([...Array(n).keys()], round);
  }

  /** `here`: the devices with a place in the round, in order. */
  async offerTo(here: readonly number[], round: number): Promise<void> {
    const { suite, roster } = offerOf(4, round);
    const offer = {
      suite,
      booking: this.booking,
      round: toHex(id(round)),
      roster: here.map((device) => ({ ...roster[device]!, party: toHex(roster[device]!.party) })),
    };
    this.#rounds.set(offer.round, here);
    for (const device of here) await this.sessions[device]!.handle({ type: 'offer', offer });
    await this.settle();
  }

  /** Relays until nobody says anything more. */
  async settle(): Promise<void> {
    for (let busy = true; busy;) {
      busy = false;
      for (const from of this.sessions.keys()) {
        const fresh = this.posted[from]!.slice(this.#relayed[from]);
        this.#relayed[from] = this.posted[from]!.length;
        for (const message of fresh) {
          if (message.type !== 'seal') continue;
          busy = true;
          await this.#relay(from, message);
        }
      }
    }
  }

  async #relay(from: number, { round, step, to, body }: Extract<WorkerMessage, { type: 'seal' }>): Promise<void> {
    const here = this.#rounds.get(round) ?? [];
    for (const [place, peer] of here.entries()) {
      if (peer === from || (to !== undefined && to !== place)) continue;
      const message = this.intercept(peer, { round, step, from: here.indexOf(from), body });
      if (message) await this.sessions[peer]!.handle({ type: 'seal', ...message });
    }
  }

  async tell(party: number, message: PageMessage): Promise<void> {
    await this.sessions[party]!.handle(message);
    await this.settle();
  }

  /** `stream`: every receiver is of another one unless the test says. */
  attach(party: number, direction: 'send' | 'receive', kind: 'audio' | 'video', stream = this.#streams++) {
    const transformer = new FakeTransformer();
    void this.sessions[party]!.attach({ direction, kind, stream }, transformer);
    return transformer;
  }

  state(party: number): SealState | undefined {
    return this.posted[party]!.findLast((message) => message.type === 'state')?.state;
  }

  names(): (string | undefined)[] {
    return this.sessions.map((_, party) => this.state(party)?.name);
  }

  last<Type extends WorkerMessage['type']>(party: number, type: Type): Extract<WorkerMessage, { type: Type }> {
    const found = this.posted[party]!.findLast((message) => message.type === type);
    if (!found) throw new Error(`no ${type}`);
    return found as Extract<WorkerMessage, { type: Type }>;
  }

  async counters(party: number) {
    await this.sessions[party]!.handle({ type: 'count' });
    return this.last(party, 'counters').counters;
  }
}
