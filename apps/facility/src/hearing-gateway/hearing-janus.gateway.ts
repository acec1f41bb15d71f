import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { Grants } from '../gateway/grants.js';
import type { OrderedGatewayOptions } from '../gateway/ordered-ws-adapter.js';
import { PlaneGateway } from '../gateway/plane-gateway.js';
import { RefusalSink } from '../gateway/refusal-sink.js';
import { UpstreamJanus } from '../gateway/upstream-janus.js';
import { HEARING_RULES } from './hearing-rules.js';

const options: OrderedGatewayOptions = {
  path: '/hearing-janus',
  subprotocol: 'janus-protocol',
  maxPayload: 2 * HEARING_RULES.maxFrame,
};

/** In front of the hearing plane. */
@Injectable()
@WebSocketGateway<OrderedGatewayOptions>(options)
export class HearingJanusGateway extends PlaneGateway implements OnGatewayConnection, OnModuleDestroy {
  constructor(
    @Inject(Grants) grants: Grants,
    @Inject(RefusalSink) sink: RefusalSink,
    @Inject(UpstreamJanus) upstream: UpstreamJanus,
  ) {
    super({ grants, sink, upstream, rules: HEARING_RULES });
  }
}
