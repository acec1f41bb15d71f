import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Connection } from '#postgres';
import { TestPostgres } from '#testing';
import { Config, parseConfig } from '../../../apps/facility/src/config.js';
import { DatabaseModule } from '../../../apps/facility/src/database.module.js';
import { HealthModule } from '../../../apps/facility/src/health/health.module.js';
import { CertificateFiles } from '../../../apps/facility/src/hosts/certificate-files.js';
import { HostsModule } from '../../../apps/facility/src/hosts/hosts.module.js';
import { listen } from '../../../apps/facility/src/listen.js';
import { MetricsModule } from '../../../apps/facility/src/metrics/metrics.module.js';
import { PeopleModule } from '../../../apps/facility/src/people/people.module.js';
import { type Seeded, seedDemo } from '../../../apps/facility/src/people/seed-demo.js';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  readonly cookies: string[];
}

@Module({ imports: [DatabaseModule, HostsModule, PeopleModule, HealthModule, MetricsModule] })
class PeopleOnly {}

/** The facility's people and hosts on a real PostgreSQL, seeded, on a free port; no keeper, no plane, no Redis. */
export class FacilityUnderTest {
  private constructor(
    public app: NestExpressApplication,
    readonly seeded: Seeded,
    private readonly server: TestPostgres,
    readonly folder: string,
    private readonly launch: () => Promise<NestExpressApplication>,
  ) {}

  get port(): number {
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  /** The process dies, with nothing written at the last moment, and another one starts on the same data, on another port. */
  async killAndRestart(): Promise<void> {
    await this.app.get(Connection).close();
    await this.app.close().catch(() => undefined);
    this.app = await this.launch();
  }

  static async start(
    controllers: DynamicModule['controllers'] = [],
    more: Pick<DynamicModule, 'imports' | 'providers'> & { env?: Record<string, string> } = {},
  ): Promise<FacilityUnderTest> {
    const server = await TestPostgres.start();
    const folder = mkdtempSync(join(tmpdir(), 'facility-'));
    for (const audience of ['desk', 'kiosk', 'attorney', 'oversight', 'court']) {
      mkdirSync(join(folder, 'web', audience, 'assets'), { recursive: true });
      writeFileSync(join(folder, 'web', audience, 'index.html'), `<!doctype html><title>${audience}</title>`);
    }
    writeFileSync(join(folder, 'web/kiosk/assets/main-a1b2c3d4.js'), 'void 0;');
    writeFileSync(join(folder, 'web/kiosk/seal-worker.js'), 'void 0;');
    mkdirSync(join(folder, 'ledger/tile/0'), { recursive: true });
    writeFileSync(join(folder, 'ledger/checkpoint'), 'habeas.example/test\n0\n');
    writeFileSync(join(folder, 'ledger/tile/0/000.p_3'), 'x');
    writeFileSync(join(folder, 'secret.txt'), 'never served');
    const config = parseConfig({
      HABEAS_PORT: '0',
      HABEAS_WEB: join(folder, 'web'),
      HABEAS_DATA: join(folder, 'data'),
      HABEAS_LEDGER: join(folder, 'ledger'),
      HABEAS_KEEPER_SOCKET: join(folder, 'keeper.sock'),
      HABEAS_FACILITY_NAME: 'Test facility',
      HABEAS_ORIGIN: 'habeas.example/test',
      DATABASE_URL: await server.freshDatabase(),
      REDIS_SOCKET: join(folder, 'redis.sock'),
      HABEAS_BOOTH_PLANE: join(folder, 'contact.json'),
      ...more.env,
    });
    const root: DynamicModule = {
      module: PeopleOnly,
      global: true,
      controllers,
      imports: more.imports ?? [],
      providers: [{ provide: Config, useValue: config }, ...(more.providers ?? [])],
      exports: [Config],
    };
    const launch = async (): Promise<NestExpressApplication> => {
      const certificates = CertificateFiles.of(config.door.tls);
      const app = await NestFactory.create<NestExpressApplication>(root, {
        bodyParser: false,
        abortOnError: false,
        logger: false,
        ...certificates?.serverOptions(),
      });
      seeded ??= await seedDemo(app.get(Connection).db, config.facility);
      await listen(app, config).catch(async (error: unknown) => {
        await app.close();
        throw error;
      });
      certificates?.keepFresh(app.getHttpServer() as unknown as SecureServer, 50);
      return app;
    };
    let seeded: Seeded | undefined;
    try {
      const app = await launch();
      if (seeded === undefined) throw new Error('not seeded');
      return new FacilityUnderTest(app, seeded, server, folder, launch);
    } catch (error) {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  password(username: string): string {
    return this.seeded.accounts.find((account) => account.username === username)?.password ?? '';
  }

  /** A request to a host name, as a browser's page of that host would send it unless `headers` say otherwise. */
  ask(
    host: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const at = host === '127.0.0.1' ? host : `${host}.localhost`;
    const authority = `${at}:${this.port}`;
    const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const sent: Record<string, string> = { host: authority, ...headers };
    if (method !== 'GET' && !('origin' in headers)) sent['origin'] = `http://${authority}`;
    if (sent['origin'] === '') delete sent['origin'];
    if (content !== undefined) sent['content-type'] ??= 'application/json';
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: this.port, method, path, headers: sent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text,
            cookies: answer.headers['set-cookie'] ?? [],
          }),
        );
      });
      asked.on('error', reject);
      asked.end(content);
    });
  }

  async signIn(host: string, username: string, password = this.password(username), cookie = ''): Promise<Answer> {
    return this.ask(host, 'POST', '/api/sign-in', { username, password }, cookie ? { cookie } : {});
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The Cookie header that sends back what an answer set. */
export const cookieHeader = (answer: Answer): string => answer.cookies.map((line) => line.split(';', 1)[0]).join('; ');
