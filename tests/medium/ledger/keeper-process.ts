import { AppendAnswer, KeeperRefusal, KeeperState, type EntryDraft } from '#ledger';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

export const ORIGIN = 'habeas.example/test';

/** A real keeper on folders of its own, and a client of its socket. */
export class KeeperProcess {
  #child: ChildProcess | undefined;
  stderr = '';

  constructor(
    private readonly program: string,
    readonly folder: string,
  ) {
    mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o750 });
  }

  get socket(): string {
    return join(this.folder, 'run/keeper.sock');
  }
  get ledger(): string {
    return join(this.folder, 'ledger');
  }

  /** Resolves with the line it prints when ready; rejects when it ends before. */
  async start(): Promise<{ size: number; vkey: string }> {
    const child = spawn(process.execPath, [this.program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HABEAS_DATA: join(this.folder, 'keeper'),
        HABEAS_LEDGER: this.ledger,
        HABEAS_ORIGIN: ORIGIN,
        HABEAS_KEEPER_WRITERS: JSON.stringify({ facility: this.socket }),
      },
    });
    this.#child = child;
    this.stderr = '';
    child.stderr.on('data', (data: Buffer) => (this.stderr += String(data)));
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`keeper ended with ${code}: ${this.stderr}`)));
      let out = '';
      child.stdout.on('data', (data: Buffer) => {
        out += String(data);
        if (out.includes('\n')) resolve(JSON.parse(out) as { size: number; vkey: string });
      });
    });
  }

  /** Sends a signal and waits for the end; returns the exit code. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  }

  /** SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async post(entries: unknown): Promise<{ status: number; body: string }> {
    return this.send('POST', '/entries', JSON.stringify({ entries }));
  }

  async append(entries: EntryDraft[]): Promise<AppendAnswer> {
    const { status, body } = await this.post(entries);
    if (status !== 200) throw new Error(body);
    return AppendAnswer.parse(JSON.parse(body));
  }

  async refused(entries: unknown): Promise<{ status: number } & KeeperRefusal> {
    const { status, body } = await this.post(entries);
    return { status, ...KeeperRefusal.parse(JSON.parse(body)) };
  }

  async state(): Promise<KeeperState> {
    return KeeperState.parse(JSON.parse((await this.send('GET', '/state')).body));
  }

  send(method: string, path: string, body?: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const sent = request({ socketPath: this.socket, method, path, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** A refusal entry: the shortest chain of leaves that belong to no session. */
export const refusal = (seq: number, count = 1): EntryDraft => ({
  type: 'gateway.refused',
  time: '2026-11-23T21:42:00Z',
  seq,
  by: 'facility',
  public: { role: 2, code: 'verb-not-allowed', count },
});

/** A session of `1 + joins` entries. */
export function session(id: string, joins: number): EntryDraft[] {
  const time = '2026-11-23T21:42:00Z';
  const opened: EntryDraft = {
    type: 'booth.opened',
    time,
    session: id,
    seq: 0,
    by: 'facility',
    public: { profile: 'full', missing: [], janus: '1.1.2', config: 'ab'.repeat(32) },
    commitment: 'cd'.repeat(32),
  };
  const joined = (seq: number): EntryDraft => ({
    type: 'party.joined',
    time,
    session: id,
    seq,
    by: 'facility',
    public: { role: 1 + (seq % 2) },
  });
  return [opened, ...Array.from({ length: joins }, (_, i) => joined(i + 1))];
}
