import { request } from 'node:http';
import { AppendAnswer, KeeperState, type EntryDraft } from '#ledger';
import { AuditError } from './audit-error.js';
import { Keeper } from './keeper.js';

const TIMEOUT_MS = 5_000;
const MAX_ANSWER = 4 * 1024 * 1024;

/** The keeper over HTTP on its Unix socket. */
export class KeeperSocket extends Keeper {
  constructor(private readonly socketPath: string) {
    super();
  }

  override async append(entries: readonly EntryDraft[]): Promise<number[]> {
    const answer = AppendAnswer.parse(JSON.parse(await this.#ask('POST', '/entries', JSON.stringify({ entries }))));
    if (answer.indexes.length !== entries.length) throw new AuditError('keeper-refused', 'wrong number of indexes');
    return answer.indexes;
  }

  override async state(): Promise<KeeperState> {
    return KeeperState.parse(JSON.parse(await this.#ask('GET', '/state')));
  }

  override proof(index: number): Promise<string> {
    return this.#ask('GET', `/proof/${index}`);
  }

  #ask(method: string, path: string, body?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const down = (why: string): void => reject(new AuditError('keeper-down', why));
      const headers =
        body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const asked = request({ socketPath: this.socketPath, method, path, headers, timeout: TIMEOUT_MS }, (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
          if (size > MAX_ANSWER) answer.destroy();
          else parts.push(part);
        });
        answer.on('error', () => down('answer broken off'));
        answer.on('close', () => {
          if (!answer.complete) return down('answer broken off');
          const text = Buffer.concat(parts).toString('utf8');
          if (answer.statusCode === 200) return resolve(text);
          reject(
            new AuditError('keeper-refused', `${answer.statusCode} ${/"code":"([a-z-]+)"/.exec(text)?.[1] ?? ''}`),
          );
        });
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => down('no answer'));
      asked.end(body);
    });
  }
}
