import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { type DynamicModule, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { BoothPlane } from '#janus';
import { Connection } from '#postgres';
import { Wake } from '#queue';
import { CommandBench } from '../audit/command.js';
import { Keeper } from '../audit/keeper.js';
import { OpeningVault } from '../audit/opening-vault.js';
import { AttorneyController } from '../booking/attorney.controller.js';
import { BookingMetrics } from '../booking/booking-metrics.js';
import { dateIn, DayBoard } from '../booking/day-board.js';
import { DeskCommands } from '../booking/desk-commands.js';
import { Bells } from '../booking/bells.js';
import { DeskController } from '../booking/desk.controller.js';
import { DoorController } from '../booking/door.controller.js';
import { Slips } from '../booking/slips.js';
import { slipKey } from '../booking/slip-key.js';
import { BoothDesk } from '../booths/booth-desk.js';
import { BoothsController } from '../booths/booths.controller.js';
import { Config } from '../config.js';
import { GatewayModule } from '../gateway/gateway.module.js';
import { GrantBook } from '../gateway/grant-book.js';
import { RelayPasses } from '../gateway/relay-passes.js';
import { LineProbeGateway } from '../line-probe/line-probe.gateway.js';
import { Metrics } from '../metrics/metrics.js';
import { SessionEnded } from '../people/session-ended.js';
import { RegisterController } from '../register/register.controller.js';
import { RegisterDesk } from '../register/register-desk.js';
import { DailySelfTest } from '../self-test/daily-self-test.js';
import { ownDoor } from '../self-test/own-door.js';
import { SelfTestBook } from '../self-test/self-test-book.js';
import { BoothChecksController } from './booth-checks.controller.js';
import { publishBoothMetrics } from './booth-metrics.js';
import { EndSession } from './end-session.js';
import { KioskController } from './kiosk.controller.js';
import { OpenBooth } from './open-booth.js';
import { ContactPlaneFacts } from './plane-facts.js';
import { Receipts } from './receipts.js';
import { ReceiptsController } from './receipts.controller.js';
import { RefusalsModule } from './refusals.module.js';
import { RunOn } from './run-on.js';
import { SessionDoor } from './session-door.js';
import { type LifeParts, SessionLife } from './session-life.js';
import { SessionRefusals } from './session-refusals.js';
import { SessionGateway } from './session.gateway.js';

/** The next look comes anyway when one fails. */
const RUN_ON_EVERY_MS = 20_000;
const LIFE_PARTS = Symbol('what sessions are built from');

/** Bookings and booth sessions, over HTTP and `/session`. */
@Module({})
export class BoothModule implements OnApplicationBootstrap, OnModuleDestroy {
  /** Paths of the contact.json of the booth plane and, where one runs, of the relay. */
  static with({ boothPlane: contact, relay }: Pick<Config['parts'], 'boothPlane' | 'relay'>): DynamicModule {
    return {
      module: BoothModule,
      imports: [RefusalsModule, GatewayModule.with({ contact, imports: [RefusalsModule] })],
      controllers: [
        DeskController,
        DoorController,
        AttorneyController,
        KioskController,
        BoothChecksController,
        ReceiptsController,
        BoothsController,
        RegisterController,
      ],
      providers: [
        {
          provide: LIFE_PARTS,
          inject: [CommandBench, BoothPlane, GrantBook, Metrics, Wake],
          useFactory: (
            { db, outbox, drainer, now }: CommandBench,
            plane: BoothPlane,
            grants: GrantBook,
            metrics: Metrics,
            wake: Wake,
          ): LifeParts => {
            const facts = new ContactPlaneFacts(contact);
            return {
              db,
              outbox,
              drainer,
              plane,
              grants,
              facts,
              relay: new RelayPasses(relay, now),
              now,
              metrics,
              freed: () => wake.wake('queue'),
            };
          },
        },
        { provide: SessionLife, inject: [LIFE_PARTS], useFactory: (parts: LifeParts) => new SessionLife(parts) },
        {
          provide: Slips,
          inject: [Connection, Config],
          useFactory: async ({ db }: Connection, { folders }: Config) =>
            new Slips(db, await slipKey(folders.own), randomBytes),
        },
        {
          provide: OpenBooth,
          inject: [LIFE_PARTS, SessionLife, Slips],
          useFactory: (parts: LifeParts, life: SessionLife, slips: Slips) => new OpenBooth(parts, life, slips),
        },
        {
          provide: SessionDoor,
          inject: [LIFE_PARTS, SessionLife, SessionEnded],
          useFactory: (parts: LifeParts, life: SessionLife, ended: SessionEnded) => new SessionDoor(parts, life, ended),
        },
        {
          provide: EndSession,
          inject: [Connection, SessionLife],
          useFactory: ({ db }: Connection, life: SessionLife) => new EndSession(db, life),
        },
        {
          provide: RunOn,
          inject: [CommandBench],
          useFactory: ({ db, now }: CommandBench) => new RunOn(db, now),
        },
        {
          provide: DayBoard,
          inject: [Connection, SessionLife],
          useFactory: ({ db }: Connection, life: SessionLife) => new DayBoard(db, life, () => new Date()),
        },
        {
          provide: Bells,
          inject: [Connection],
          useFactory: ({ db }: Connection) => new Bells(db, () => new Date()),
        },
        {
          provide: DeskCommands,
          inject: [CommandBench, Metrics],
          useFactory: (bench: CommandBench, metrics: Metrics) => {
            const conflicts = new BookingMetrics(metrics);
            return new DeskCommands(bench, (code) => conflicts.refused(code));
          },
        },
        {
          provide: RegisterDesk,
          inject: [CommandBench, DayBoard],
          useFactory: (bench: CommandBench, board: DayBoard) => new RegisterDesk(bench, board),
        },
        {
          provide: BoothDesk,
          inject: [CommandBench, DayBoard],
          useFactory: (bench: CommandBench, board: DayBoard) => new BoothDesk(bench, board),
        },
        {
          provide: Receipts,
          inject: [Connection, Keeper, OpeningVault, Config],
          useFactory: ({ db }: Connection, keeper: Keeper, vault: OpeningVault, { facility }: Config) =>
            new Receipts(db, keeper, vault, facility.origin),
        },
        {
          provide: DailySelfTest,
          inject: [CommandBench, BoothPlane, GrantBook, HttpAdapterHost, Config],
          useFactory: (
            { db, outbox, drainer, now }: CommandBench,
            plane: BoothPlane,
            grants: GrantBook,
            host: HttpAdapterHost,
            { door, facility }: Config,
          ) => {
            const place = { domain: door.domain, tls: door.tls !== undefined };
            const connect = () => ownDoor(host.httpAdapter.getHttpServer() as Server, place);
            const book = new SelfTestBook({ db, outbox, drainer, now });
            return new DailySelfTest({ plane, grants, connect }, book, () => dateIn(facility.zone, now()));
          },
        },
        SessionGateway,
        LineProbeGateway,
      ],
      exports: [SessionLife],
    };
  }

  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly life: SessionLife,
    private readonly runOn: RunOn,
    refusals: SessionRefusals,
    metrics: Metrics,
  ) {
    refusals.serve(life);
    publishBoothMetrics(metrics, life);
  }

  onApplicationBootstrap(): void {
    void this.life.recover();
    this.#timer = setInterval(() => void this.runOn.look().catch(() => undefined), RUN_ON_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.life.stop();
  }
}
