import type { Grant } from '../gateway/grants.js';
import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import { RefusalSink } from '../gateway/refusal-sink.js';
import type { SessionLife } from './session-life.js';

/** Refusals of the gateway become `gateway.refused` entries of the session they happened in. */
export class SessionRefusals extends RefusalSink {
  constructor(private readonly life: SessionLife) {
    super();
  }

  override refused(grant: Grant | undefined, code: GatewayRefusalCode, count: number): void {
    if (grant === undefined) return;
    this.life.enter(grant.session, { type: 'gateway.refused', public: { role: grant.role, code, count } });
  }
}
