import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import type { Answer, Counted, Design, GeneratorWish, Order } from './generator.js';

/** People of a hearing in the network of the plane, as a process of its own. Orders come one after another. */
export class StartedGenerator {
  readonly #lines: Interface;
  readonly #ended: Promise<never>;

  private constructor(private readonly child: ChildProcess) {
    this.#lines = createInterface({ input: child.stdout! });
    this.#ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the generator ended with ${code}`);
    });
    this.#ended.catch(() => undefined);
  }

  static start(namespace: TestNamespace, wish: GeneratorWish): StartedGenerator {
    const argv = [process.execPath, 'tests/bench/hearing/generate.mjs', JSON.stringify(wish)];
    return new StartedGenerator(namespace.spawn(argv, { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves when everybody hears everybody who speaks. */
  async enter(design: Design, viewers: number, court = 0): Promise<void> {
    await this.#ask({ do: 'enter', design, court, viewers });
  }

  /** Packets since it was last asked, or since the last one came or left. */
  async count(): Promise<Counted> {
    return (await this.#ask({ do: 'count' })) as Counted;
  }

  async leave(): Promise<void> {
    await this.#ask({ do: 'leave' });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.stdin?.end();
    await this.#ended.catch(() => undefined);
  }

  async #ask(order: Order): Promise<Answer> {
    const answered = once(this.#lines, 'line') as Promise<[string]>;
    this.child.stdin?.write(`${JSON.stringify(order)}\n`);
    const [line] = await Promise.race([answered, this.#ended]);
    const answer = JSON.parse(line) as Answer;
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer;
  }
}
