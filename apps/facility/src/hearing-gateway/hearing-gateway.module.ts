import { type DynamicModule, Inject, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { JanusHearingPlane } from '#janus';
import { GrantBook } from '../gateway/grant-book.js';
import { Grants } from '../gateway/grants.js';
import { PlaneContactFile } from '../gateway/plane-contact-file.js';
import { RelayPasses } from '../gateway/relay-passes.js';
import { RefusalSink } from '../gateway/refusal-sink.js';
import { UpstreamJanus } from '../gateway/upstream-janus.js';
import { HearingJanusGateway } from './hearing-janus.gateway.js';
import { HearingRefusals } from './hearing-refusals.js';
import { HearingRooms } from './hearing-rooms.js';

/** A hearing has no cap of time; who comes back gets a new pass. */
const RELAYED_MS = 24 * 3_600_000;

/** Ends the facility's own Janus session with the application. */
@Injectable()
class PlaneCloser implements OnModuleDestroy {
  constructor(@Inject(JanusHearingPlane) private readonly plane: JanusHearingPlane) {}

  async onModuleDestroy(): Promise<void> {
    await this.plane.close();
  }
}

/** `/hearing-janus`: everything between a browser and the hearing plane. Exports HearingRooms, HearingRefusals. */
@Module({})
export class HearingGatewayModule {
  /** Paths: the hearing plane's contact.json, and the relay's where one was set up. */
  static with(contact: string, relay: string | undefined): DynamicModule {
    const passes = new RelayPasses(relay, () => new Date());
    return {
      module: HearingGatewayModule,
      providers: [
        { provide: UpstreamJanus, useValue: new PlaneContactFile(contact) },
        {
          provide: JanusHearingPlane,
          useFactory: (upstream: UpstreamJanus) => new JanusHearingPlane(() => upstream.contact()),
          inject: [UpstreamJanus],
        },
        {
          provide: GrantBook,
          useFactory: (plane: JanusHearingPlane) => new GrantBook(plane),
          inject: [JanusHearingPlane],
        },
        { provide: Grants, useExisting: GrantBook },
        HearingRefusals,
        { provide: RefusalSink, useExisting: HearingRefusals },
        {
          provide: HearingRooms,
          useFactory: (plane: JanusHearingPlane, grants: GrantBook) =>
            new HearingRooms(plane, grants, () => passes.make(new Date(Date.now() + RELAYED_MS))),
          inject: [JanusHearingPlane, GrantBook],
        },
        HearingJanusGateway,
        PlaneCloser,
      ],
      exports: [HearingRooms, HearingRefusals],
    };
  }
}
