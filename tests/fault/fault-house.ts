import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from '#postgres';
import { TestPostgres, TestRedis } from '#testing';
import { buildPrograms, type Programs } from '../medium/ledger/build-programs.js';
import { KeeperProcess, ORIGIN } from '../medium/ledger/keeper-process.js';

/** Longer than anything may take: what is not answered by then hangs. */
const HANGS_MS = 20_000;

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any -- bodies of many kinds, read by the tests that know them
  readonly body: any;
}

/** The facility's own process with a real PostgreSQL, Redis and keeper, each of which can be ended and started again. No plane. */
export class FaultHouse {
  #facility: ChildProcess | undefined;
  #port = 0;
  #cookie = '';

  private constructor(
    private readonly programs: Programs,
    private readonly folder: string,
    readonly postgres: TestPostgres,
    readonly redis: TestRedis,
    readonly keeper: KeeperProcess,
    private readonly environment: NodeJS.ProcessEnv,
    /** The test's own look into the database. */
    readonly own: Connection,
  ) {}

  static async start(): Promise<FaultHouse> {
    const programs = buildPrograms(['ledger-keeper', 'verify', 'facility']);
    const folder = mkdtempSync(join(tmpdir(), 'habeas-fault-'));
    for (const audience of ['desk', 'kiosk', 'attorney', 'oversight']) {
      mkdirSync(join(folder, 'web', audience), { recursive: true });
      writeFileSync(join(folder, 'web', audience, 'index.html'), `<!doctype html><title>${audience}</title>`);
    }
    const [postgres, redis] = await Promise.all([TestPostgres.start(), TestRedis.start()]);
    const keeper = new KeeperProcess(programs.keeper, folder);
    await keeper.start();
    const database = await postgres.freshDatabase();
    const environment = {
      PATH: process.env['PATH'],
      HABEAS_PORT: '0',
      HABEAS_WEB: join(folder, 'web'),
      HABEAS_DATA: join(folder, 'data'),
      HABEAS_LEDGER: keeper.ledger,
      HABEAS_KEEPER_SOCKET: keeper.socket,
      HABEAS_FACILITY_NAME: 'Test facility',
      HABEAS_ORIGIN: ORIGIN,
      DATABASE_URL: database,
      REDIS_SOCKET: redis.socket,
      HABEAS_BOOTH_PLANE: join(folder, 'contact.json'),
    };
    const own = connect(database, () => {});
    const house = new FaultHouse(programs, folder, postgres, redis, keeper, environment, own);
    const seeded = spawnSync(process.execPath, [programs.seed], { env: environment, encoding: 'utf8' });
    if (seeded.status !== 0) throw new Error(seeded.stderr);
    const { accounts } = JSON.parse(seeded.stdout) as { accounts: { username: string; password: string }[] };
    await house.startFacility();
    await house.#signIn(accounts.find(({ username }) => username === 'desk1')?.password ?? '');
    return house;
  }

  get db() {
    return this.own.db;
  }

  async startFacility(): Promise<void> {
    const child = spawn(process.execPath, [this.programs.facility], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#facility = child;
    this.#port = await new Promise<number>((resolve, reject) => {
      let said = '';
      const hear = (part: Buffer) => {
        said += part.toString();
        const port = /"listening":"http:\/\/localhost:(\d+)"/.exec(said)?.[1];
        if (port !== undefined) resolve(Number(port));
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the facility ended with ${code}: ${said}`)));
    });
  }

  get facilityRuns(): boolean {
    return this.#facility?.exitCode === null && this.#facility.signalCode === null;
  }

  /** kill -9. */
  async killFacility(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#facility;
    if (child === undefined || !this.facilityRuns) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** A request of the desk's page. Rejects when the line breaks, and when nothing comes for so long that it hangs. */
  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const host = `desk.localhost:${this.#port}`;
    const headers: Record<string, string> = { host, origin: `http://${host}`, cookie: this.#cookie };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#port, method, path: `/api/${path}`, headers, timeout: HANGS_MS, agent: false },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.once('error', reject);
          answer.once('end', () => {
            const cookies = answer.headers['set-cookie'];
            if (cookies && path === 'sign-in') this.#cookie = cookies.map((one) => one.split(';')[0]).join('; ');
            resolve({ status: answer.statusCode ?? 0, body: text && JSON.parse(text) });
          });
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`hangs: ${method} ${path}`)));
      sent.once('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** As `ask`; anything but success is an error. */
  async must(method: string, path: string, body?: unknown): Promise<Answer['body']> {
    const { status, body: answered } = await this.ask(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answered)}`);
    return answered;
  }

  /** Detainees of these numbers, by the desk's own import. */
  async register(numbers: readonly string[]): Promise<void> {
    const csv = `number\n${numbers.join('\n')}\n`;
    await this.must('POST', 'desk/register/import', { kind: 'detainees', csv, save: true });
  }

  /** What `npm run -s verify -- FOLDER` says of the record. */
  verify(): { status: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.programs.verify, this.keeper.ledger], {
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  async stop(): Promise<void> {
    await this.killFacility('SIGTERM');
    await this.keeper.stop();
    await this.own.close();
    await Promise.all([this.postgres.stop(), this.redis.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
    this.programs.remove();
  }

  async #signIn(password: string): Promise<void> {
    await this.must('POST', 'sign-in', { username: 'desk1', password });
  }
}
