import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks at the terminal, without showing what is typed; where there is none, reads a line. */
export class PassphraseAsker {
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor() {
    const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
    const terminal = process.stdin.isTTY;
    this.#reader = createInterface({ input: process.stdin, output: unseen, terminal });
    this.#reader.on('SIGINT', () => process.exit(130));
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async ask(question: string): Promise<string> {
    process.stderr.write(question);
    const line = await this.#lines.next();
    process.stderr.write('\n');
    return line.done === true ? '' : line.value;
  }

  close(): void {
    this.#reader.close();
  }
}
