import { createInterface } from 'node:readline';
import { SoundPeer } from '../../medium/hearing/sound-peer.js';
import { type Signalling, StraightAtJanus, ThroughGateway } from './signalling.js';

export type Design = 'ours' | 'plain';

/** Where the devices find Janus, in either design. `grants`, `rooms`: by court. */
export interface GeneratorWish {
  readonly speakers: number;
  readonly port: number;
  readonly grants: readonly (readonly string[])[];
  readonly socket: string;
  readonly secret: string;
  readonly rooms: readonly number[];
}

/** One line in, one line out. `viewers`: of that court, beside its speakers; they come and stay. */
export type Order =
  | { readonly do: 'enter'; readonly design: Design; readonly court: number; readonly viewers: number }
  | { readonly do: 'count' }
  | { readonly do: 'leave' };

/** Since the last count. `due`: packets that should have come, had none been lost. */
export interface Counted {
  readonly sent: number;
  readonly due: number;
  readonly heard: number;
}
export type Answer = Partial<Counted> & { readonly failed?: string };

const PACKET_MS = 20;
/** As Opus at 32 kbit/s. */
const SIZE = 80;
const ALIVE_MS = 15_000;

interface Device {
  readonly court: number;
  readonly seat: number;
  readonly signalling: Signalling;
  readonly sends?: SoundPeer;
  listens?: SoundPeer;
}

/** Carries out orders one after another until standard input ends. */
export function run(wish: GeneratorWish): void {
  const generator = new Generator(wish);
  let chain = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    chain = chain
      .then(() => generator.carryOut(JSON.parse(line) as Order))
      .catch((error: unknown): Answer => ({ failed: error instanceof Error ? error.message : String(error) }))
      .then((answer) => console.log(JSON.stringify(answer)));
  });
  lines.on('close', () => process.exit());
}

class Generator {
  readonly #devices: Device[] = [];
  #next = performance.now();
  #counted = { sent: 0, due: 0, heard: 0 };

  constructor(private readonly wish: GeneratorWish) {
    setInterval(() => this.#tick(performance.now()), PACKET_MS / 2);
    setInterval(() => this.#devices.forEach(({ signalling }) => signalling.alive()), ALIVE_MS);
  }

  async carryOut(order: Order): Promise<Answer> {
    if (order.do === 'count') return this.#count();
    if (order.do === 'leave') await this.#leave();
    else await this.#enter(order);
    this.#counted = this.#totals();
    return {};
  }

  #count(): Counted {
    const [before, now] = [this.#counted, this.#totals()];
    this.#counted = now;
    return { sent: now.sent - before.sent, due: now.due - before.due, heard: now.heard - before.heard };
  }

  #totals(): Counted {
    const totals = { sent: 0, due: 0, heard: 0 };
    for (const { sends, court, seat } of this.#devices) {
      if (sends === undefined) continue;
      const listeners = this.#devices.filter((one) => one.court === court && one.seat !== seat && one.listens).length;
      totals.sent += sends.sent;
      totals.due += sends.sent * listeners;
    }
    for (const { listens } of this.#devices) for (const heard of listens?.heard.values() ?? []) totals.heard += heard;
    return totals;
  }

  /** Speakers come before those who only listen. */
  async #enter({ design, court, viewers }: Extract<Order, { do: 'enter' }>): Promise<void> {
    const { speakers } = this.wish;
    const already = this.#devices.filter((one) => one.court === court).length;
    const come: Device[] = [];
    for (let seat = already; seat < speakers + viewers; seat += 1) {
      const signalling = await this.#signalling(design, court, seat);
      await signalling.join();
      const device = { court, seat, signalling, ...(seat < speakers ? { sends: new SoundPeer() } : {}) };
      if (device.sends !== undefined) await device.sends.accept(await signalling.publish(await device.sends.offer()));
      come.push(device);
      this.#devices.push(device);
    }
    for (const device of come) {
      const feeds = Array.from({ length: speakers }, (_, at) => at + 1).filter((feed) => feed !== device.seat + 1);
      const peer = new SoundPeer();
      await device.signalling.start(await peer.answer(await device.signalling.receive(feeds)));
      await until(() => peer.heard.size === feeds.length, `seat ${device.seat} does not hear everybody`);
      device.listens = peer;
    }
  }

  #signalling(design: Design, court: number, seat: number): Promise<Signalling> {
    const { port, grants, socket, secret, rooms } = this.wish;
    return design === 'ours'
      ? ThroughGateway.connect(port, grants[court]![seat]!)
      : StraightAtJanus.connect(socket, secret, rooms[court]!, seat + 1);
  }

  async #leave(): Promise<void> {
    for (const { sends, listens, signalling } of this.#devices.splice(0)) {
      await signalling.close();
      sends?.close();
      listens?.close();
    }
  }

  #tick(now: number): void {
    for (; this.#next <= now; this.#next += PACKET_MS)
      for (const { sends, seat } of this.#devices) sends?.send({ mark: seat + 1, size: SIZE });
  }
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
