import { createWriteStream, renameSync, statSync, type WriteStream } from 'node:fs';

const LIMIT = 5 * 1024 * 1024;

/** A log of bounded size: `x.log` and one older `x.log.1`, at most 5 MiB each. */
export class LogFile {
  private stream: WriteStream;
  private size: number;

  constructor(
    private readonly path: string,
    private readonly limit = LIMIT,
  ) {
    this.size = sizeOf(path);
    this.stream = createWriteStream(path, { flags: 'a', mode: 0o640 });
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line) + 1;
    if (this.size + bytes > this.limit) this.turn();
    this.size += bytes;
    this.stream.write(`${line}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.stream.end(resolve));
  }

  private turn(): void {
    const old = this.stream;
    try {
      renameSync(this.path, `${this.path}.1`);
    } catch {
      // not opened yet: the next turn catches up
    }
    old.end();
    this.stream = createWriteStream(this.path, { flags: 'a', mode: 0o640 });
    this.size = 0;
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
