import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type ModuleMetadata,
  type OnModuleDestroy,
} from '@nestjs/common';
import { BoothPlane, JanusBoothPlane } from '#janus';
import { GrantBook } from './grant-book.js';
import { Grants } from './grants.js';
import { JanusGateway } from './janus-gateway.js';
import { PlaneContactFile } from './plane-contact-file.js';
import { UpstreamJanus } from './upstream-janus.js';

export interface GatewayOptions {
  /** Path of the plane's `contact.json`. */
  readonly contact: string;
  /** Modules that export RefusalSink. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Ends the facility's own Janus session with the application. */
@Injectable()
class PlaneCloser implements OnModuleDestroy {
  constructor(@Inject(BoothPlane) private readonly plane: JanusBoothPlane) {}

  async onModuleDestroy(): Promise<void> {
    await this.plane.close();
  }
}

/** `/janus`. Needs OrderedWsAdapter as the app's WebSocket adapter. Exports GrantBook, BoothPlane, UpstreamJanus. */
@Module({})
export class GatewayModule {
  static with({ contact, imports }: GatewayOptions): DynamicModule {
    return {
      module: GatewayModule,
      imports,
      providers: [
        { provide: UpstreamJanus, useValue: new PlaneContactFile(contact) },
        {
          provide: BoothPlane,
          useFactory: (upstream: UpstreamJanus) => new JanusBoothPlane(() => upstream.contact()),
          inject: [UpstreamJanus],
        },
        { provide: GrantBook, useFactory: (plane: BoothPlane) => new GrantBook(plane), inject: [BoothPlane] },
        { provide: Grants, useExisting: GrantBook },
        JanusGateway,
        PlaneCloser,
      ],
      exports: [BoothPlane, GrantBook, UpstreamJanus],
    };
  }
}
