import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from '#postgres';
import { TestPostgres, TestRedis } from '#testing';
import { buildPrograms, type Programs } from '../medium/ledger/build-programs.js';
import { KeeperProcess, ORIGIN } from '../medium/ledger/keeper-process.js';
import { type Answer, type FaultAudience, FaultPage } from './fault-page.js';

/** Contact files of what runs beside it; it gets along without. `web`: a folder of built screens, in place of empty ones. */
export interface FaultParts {
  readonly web?: string;
  readonly boothPlane?: string;
  readonly hearingPlane?: string;
  readonly relay?: string;
}

interface FaultSite {
  readonly programs: Programs;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The facility's own process with a real PostgreSQL, Redis and keeper, each of which can be ended and started again. No plane, unless there is one. */
export class FaultHouse {
  #facility: ChildProcess | undefined;
  #port = 0;
  readonly #desk = this.page('desk');

  readonly postgres: TestPostgres;
  readonly redis: TestRedis;
  readonly keeper: KeeperProcess;
  /** Of the accounts that the demo has, by account name. */
  #passwords: ReadonlyMap<string, string> = new Map();

  private constructor(
    private readonly site: FaultSite,
    { postgres, redis, keeper }: Pick<FaultHouse, 'postgres' | 'redis' | 'keeper'>,
    /** The test's own look into the database. */
    readonly own: Connection,
  ) {
    this.postgres = postgres;
    this.redis = redis;
    this.keeper = keeper;
  }

  static async start({ web, boothPlane, hearingPlane, relay }: FaultParts = {}): Promise<FaultHouse> {
    const programs = buildPrograms(['ledger-keeper', 'verify', 'facility']);
    const folder = mkdtempSync(join(tmpdir(), 'habeas-fault-'));
    for (const audience of ['desk', 'kiosk', 'attorney', 'oversight', 'court']) {
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
      HABEAS_WEB: web ?? join(folder, 'web'),
      HABEAS_DATA: join(folder, 'data'),
      HABEAS_LEDGER: keeper.ledger,
      HABEAS_KEEPER_SOCKET: keeper.socket,
      HABEAS_FACILITY_NAME: 'Test facility',
      HABEAS_ORIGIN: ORIGIN,
      DATABASE_URL: database,
      REDIS_SOCKET: redis.socket,
      HABEAS_BOOTH_PLANE: boothPlane ?? join(folder, 'contact.json'),
      ...(hearingPlane !== undefined && { HABEAS_HEARING_PLANE: hearingPlane }),
      ...(relay !== undefined && { HABEAS_RELAY_CONTACT: relay, HABEAS_RELAY_HOST: 'turn.habeas.internal' }),
    };
    const own = connect(database, () => {});
    const house = new FaultHouse({ programs, folder, environment }, { postgres, redis, keeper }, own);
    const seeded = spawnSync(process.execPath, [programs.seed], { env: environment, encoding: 'utf8' });
    if (seeded.status !== 0) throw new Error(seeded.stderr);
    const { accounts } = JSON.parse(seeded.stdout) as { accounts: { username: string; password: string }[] };
    await house.startFacility();
    house.#passwords = new Map(accounts.map(({ username, password }) => [username, password]));
    await house.signIn(house.#desk, 'desk1');
    return house;
  }

  get db() {
    return this.own.db;
  }

  async startFacility(): Promise<void> {
    const child = spawn(process.execPath, [this.site.programs.facility], {
      env: this.site.environment,
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
  page(audience: FaultAudience): FaultPage {
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
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.site.programs.verify, this.keeper.ledger], {
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  async stop(): Promise<void> {
    await this.killFacility('SIGTERM');
    await this.keeper.stop();
    await this.own.close();
    await Promise.all([this.postgres.stop(), this.redis.stop()]);
    rmSync(this.site.folder, { recursive: true, force: true });
    this.site.programs.remove();
  }

  /** As one of the people of the demo. */
  async signIn(page: FaultPage, username: string): Promise<void> {
    await page.must('POST', 'sign-in', { username, password: this.#passwords.get(username) });
  }
}
