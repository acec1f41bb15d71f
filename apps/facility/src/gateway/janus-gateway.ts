import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { BOOTH_RULES } from './booth-rules.js';
import { Grants } from './grants.js';
import type { OrderedGatewayOptions } from './ordered-ws-adapter.js';
import { PlaneGateway } from './plane-gateway.js';
import { RefusalSink } from './refusal-sink.js';
import { UpstreamJanus } from './upstream-janus.js';

const options: OrderedGatewayOptions = {
  path: '/janus',
  subprotocol: 'janus-protocol',
  maxPayload: 4 * BOOTH_RULES.maxFrame,
};

/** In front of the booth plane. */
@Injectable()
@WebSocketGateway<OrderedGatewayOptions>(options)
export class JanusGateway extends PlaneGateway implements OnGatewayConnection, OnModuleDestroy {
  constructor(
    @Inject(Grants) grants: Grants,
    @Inject(RefusalSink) sink: RefusalSink,
    @Inject(UpstreamJanus) upstream: UpstreamJanus,
  ) {
    super({ grants, sink, upstream, rules: BOOTH_RULES });
  }
}
