import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import type { Done, Order } from './peers-inside.js';

/** Peers in the network of a plane; what they negotiate is carried by whoever orders it. */
export class PeerBox {
  readonly #waiting = new Map<number, (done: Done) => void>();
  #orders = 0;

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const done = JSON.parse(line) as Done;
      this.#waiting.get(done.order)?.(done);
      this.#waiting.delete(done.order);
    });
    child.once('exit', (code) => {
      for (const [order, done] of this.#waiting) done({ order, failed: `the peers ended with ${code}` });
    });
  }

  static open(namespace: TestNamespace): PeerBox {
    const argv = [process.execPath, 'tests/medium/isolation/inside.mjs'];
    return new PeerBox(namespace.spawn(argv, { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  async offer(peer: string, mark: number): Promise<string> {
    return (await this.#ask({ do: 'offer', peer, mark })).sdp!;
  }

  /** Resolves when it sends. */
  async accept(peer: string, sdp: string): Promise<void> {
    await this.#ask({ do: 'accept', peer, sdp });
  }

  async answer(peer: string, sdp: string): Promise<string> {
    return (await this.#ask({ do: 'answer', peer, sdp })).sdp!;
  }

  /** Packets that a listener has had so far, by whose they are. */
  async heard(peer: string): Promise<ReadonlyMap<number, number>> {
    return new Map((await this.#ask({ do: 'heard', peer })).heard);
  }

  /** Packets that somebody who sends has sent so far. */
  async sent(peer: string): Promise<number> {
    return (await this.#ask({ do: 'sent', peer })).sent!;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }

  async #ask(asked: Order): Promise<Done> {
    const order = (this.#orders += 1);
    const done = new Promise<Done>((resolve) => this.#waiting.set(order, resolve));
    this.child.stdin?.write(`${JSON.stringify({ order, ...asked })}\n`);
    const answer = await done;
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer;
  }
}
