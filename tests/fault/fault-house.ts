import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from '#postgres';
import { TestPostgres, TestRedis } from '#testing';
import { buildPrograms, type Programs } from '../medium/ledger/build-programs.js';
import { KeeperProcess, ORIGIN } from '../medium/ledger/keeper-process.js';
import { type Answer, FaultPage } from './fault-page.js';

/** The facility's own process with a real PostgreSQL, Redis and keeper, each of which can be ended and started again. No plane, unless there is one. */
export class FaultHouse {
  #facility: ChildProcess | undefined;
  #port = 0;
  readonly #desk = this.page('desk');

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

  /** `contact`: of the booth plane; `relay`: of the relay. */
  static async start(contact?: string, relay?: string): Promise<FaultHouse> {
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
      HABEAS_BOOTH_PLANE: contact ?? join(folder, 'contact.json'),
      ...(relay !== undefined && { HABEAS_RELAY_CONTACT: relay, HABEAS_RELAY_HOST: 'turn.habeas.internal' }),
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

  /** A page of its own, with no cookies yet. */
  page(audience: 'desk' | 'kiosk' | 'attorney'): FaultPage {
    return new FaultPage(audience, () => this.#port);
  }

  get port(): number {
    return this.#port;
  }

  /** SIGSTOP and SIGCONT. */
  signalFacility(signal: NodeJS.Signals): void {
    this.#facility?.kill(signal);
  }

  /** A request of the desk's page; see FaultPage. */
  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.#desk.ask(method, path, body);
  }

  must(method: string, path: string, body?: unknown): Promise<Answer['body']> {
    return this.#desk.must(method, path, body);
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
