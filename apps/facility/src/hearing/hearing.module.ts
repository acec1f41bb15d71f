import {
  type DynamicModule,
  Module,
  Optional,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { HearingGatewayModule } from '../hearing-gateway/hearing-gateway.module.js';
import { HearingRefusals } from '../hearing-gateway/hearing-refusals.js';
import { HearingRooms } from '../hearing-gateway/hearing-rooms.js';
import { SessionLife } from '../booth/session-life.js';
import { SessionEnded } from '../people/session-ended.js';
import { CounselOffice } from './counsel-office.js';
import { CourtController } from './court.controller.js';
import { EndParts } from './end-parts.js';
import { HearingBoard } from './hearing-board.js';
import { HearingDesk } from './hearing-desk.js';
import { HearingDoor } from './hearing-door.js';
import { HearingGateway } from './hearing.gateway.js';
import { HearingLife } from './hearing-life.js';
import { HearingMedia } from './hearing-media.js';
import { NoHearingMedia } from './no-hearing-media.js';

/** Court hearings, over HTTP and `/hearing`. Without a hearing plane they are scheduled, and nobody is heard. */
@Module({
  controllers: [CourtController],
  providers: [
    {
      provide: HearingLife,
      inject: [CommandBench, HearingMedia, { token: SessionLife, optional: true }],
      useFactory: (bench: CommandBench, media: HearingMedia, sessions?: SessionLife) => {
        const { db, outbox, drainer, now } = bench;
        const parts = sessions && new EndParts(bench, sessions);
        return new HearingLife({
          db,
          outbox,
          drainer,
          media,
          now,
          counsel: new CounselOffice(bench, sessions),
          ...(parts && { ended: (hearing, how) => parts.end(hearing, how) }),
        });
      },
    },
    {
      provide: HearingDoor,
      inject: [CommandBench, HearingLife, SessionEnded],
      useFactory: ({ db, now }: CommandBench, life: HearingLife, ended: SessionEnded) =>
        new HearingDoor({ db, now }, life, ended),
    },
    {
      provide: HearingDesk,
      inject: [CommandBench, HearingLife],
      useFactory: (bench: CommandBench, life: HearingLife) =>
        new HearingDesk(bench, new HearingBoard(bench.db, life, bench.now), life),
    },
    HearingGateway,
  ],
  exports: [HearingLife],
})
export class HearingModule implements OnApplicationBootstrap, OnModuleDestroy {
  /** Paths: the hearing plane's contact.json and the relay's; the module whose booth sessions end with a hearing. */
  static with(
    { plane, relay }: { readonly plane: string | undefined; readonly relay: string | undefined },
    ...booths: readonly DynamicModule[]
  ): DynamicModule {
    return {
      module: HearingModule,
      imports: [...booths, ...(plane === undefined ? [] : [HearingGatewayModule.with(plane, relay)])],
      providers: [
        plane === undefined
          ? { provide: HearingMedia, useClass: NoHearingMedia }
          : { provide: HearingMedia, useExisting: HearingRooms },
      ],
    };
  }

  constructor(
    private readonly life: HearingLife,
    @Optional() refusals?: HearingRefusals,
  ) {
    refusals?.listen((hearing, code, count) => life.refused(hearing, code, count));
  }

  onApplicationBootstrap(): void {
    void this.life.recover();
  }

  async onModuleDestroy(): Promise<void> {
    await this.life.stop();
  }
}
