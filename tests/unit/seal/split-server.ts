import { toHex } from '#seal';
import type { IncomingSeal, WorkerMessage } from '../../../libs/calling/src/seal-messages.js';
import { SealClock } from '../../../libs/calling/src/seal-worker/seal-clock.js';
import { SealSession } from '../../../libs/calling/src/seal-worker/seal-session.js';
import { entropy, id, offerOf, rosterOf } from './party-lab.js';
import { MemoryRounds } from './session-lab.js';

class StandingClock extends SealClock {
  override now = (): number => 0;
  override everyTick(): void {}
}

type Relayed = Extract<WorkerMessage, { type: 'seal' }>;

/** What a server does with the nth message that it should relay. */
export interface Mischief {
  readonly at: number;
  readonly kind: 'drop' | 'other-round' | 'replay' | 'other-sender' | 'twice';
  readonly pick: number;
}

/** For each device the parties that the server names to it in a round; nothing: it gets no OFFER of it. */
export type Told = readonly (readonly number[] | undefined)[];

const BOOKED = rosterOf(4).map((place) => ({ ...place, party: toHex(place.party) }));
const roundOf = (nth: number): string => toHex(id(200 + nth));

/** Four honest devices, whose persons press "same" whatever they see, and a server that relays as it likes. */
export class SplitServer {
  readonly posted: WorkerMessage[][] = [];
  readonly #devices: SealSession[] = [];
  readonly #read: number[] = [];
  readonly #told = new Map<string, Told>();
  readonly #history: { from: number; message: Relayed }[] = [];
  #count = 0;

  private constructor(readonly mischief: readonly Mischief[]) {}

  static async of(mischief: readonly Mischief[]): Promise<SplitServer> {
    const server = new SplitServer(mischief);
    for (const { party } of BOOKED) {
      const posted: WorkerMessage[] = [];
      const post = (message: WorkerMessage) => posted.push(message);
      const device = new SealSession(entropy, new StandingClock(), new MemoryRounds(), post);
      const stored = { booking: toHex(id(100)), own: party, roster: BOOKED, ends: '2026-11-25T11:00:00Z' };
      await device.handle({ type: 'begin', stored, plan: { audioBytes: 159 } });
      server.posted.push(posted);
      server.#devices.push(device);
      server.#read.push(0);
    }
    return server;
  }

  /** Offers a round, and relays until nobody says anything more. */
  async play(nth: number, told: Told): Promise<void> {
    const round = roundOf(nth);
    this.#told.set(round, told);
    for (const [device, here] of told.entries()) {
      if (here === undefined) continue;
      const { suite, booking } = offerOf(4);
      const roster = here.map((place) => BOOKED[place]!);
      await this.#devices[device]!.handle({ type: 'offer', offer: { suite, booking: toHex(booking), round, roster } });
    }
    await this.#settle();
    for (const device of this.#devices) await device.handle({ type: 'verdict', same: true });
    await this.#settle();
  }

  /** Devices that were `sealed` at some time, each with a party of its roster that never had its code. */
  get deceived(): readonly (readonly [device: number, party: number])[] {
    return this.sealed.flatMap(({ device, round }) => {
      const code = this.#codeOf(device, round);
      const here = this.#told.get(round)?.[device] ?? [];
      return here.filter((party) => this.#codeOf(party, round) !== code).map((party) => [device, party] as const);
    });
  }

  get sealed(): readonly { device: number; round: string }[] {
    return this.posted.flatMap((messages, device) =>
      messages.flatMap((message) =>
        message.type === 'state' && message.state.name === 'sealed' ? [{ device, round: message.state.round }] : [],
      ),
    );
  }

  #codeOf(device: number, round: string): string | undefined {
    const said = this.posted[device]!.find((message) => message.type === 'code' && message.code.round === round);
    return said?.type === 'code' ? said.code.groups.join(' ') : undefined;
  }

  async #settle(): Promise<void> {
    for (let busy = true; busy;) {
      busy = false;
      for (const from of this.#devices.keys()) {
        const fresh = this.posted[from]!.slice(this.#read[from]);
        this.#read[from] = this.posted[from]!.length;
        for (const message of fresh) {
          if (message.type !== 'seal') continue;
          busy = true;
          this.#history.push({ from, message });
          await this.#relay(from, message);
        }
      }
    }
  }

  async #relay(from: number, message: Relayed): Promise<void> {
    const named = this.#told.get(message.round)?.[from] ?? [];
    const to = message.to === undefined ? named.filter((party) => party !== from) : [named[message.to]!];
    for (const party of to) await this.#deliver(from, party, message);
  }

  async #deliver(from: number, to: number, honest: Relayed): Promise<void> {
    const nth = this.#count++;
    const done = this.mischief.find(({ at }) => at === nth);
    const old = this.#history.filter(({ message }) => message.step === honest.step);
    const { from: sender, message } =
      done?.kind === 'replay' ? old[done.pick % old.length]! : { from, message: honest };
    const rounds = [...this.#told.keys()];
    const round = done?.kind === 'other-round' ? rounds[done.pick % rounds.length]! : honest.round;
    const place = (this.#told.get(round)?.[to] ?? []).indexOf(sender);
    const { step, body } = message;
    const relayed: IncomingSeal = { round, step, from: done?.kind === 'other-sender' ? done.pick % 4 : place, body };
    if (done?.kind === 'drop') return;
    await this.#devices[to]!.handle({ type: 'seal', ...relayed });
    if (done?.kind === 'twice') await this.#devices[to]!.handle({ type: 'seal', ...relayed });
  }
}
