import { Injectable } from '@nestjs/common';
import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import type { Grant } from '../gateway/grants.js';
import { RefusalSink } from '../gateway/refusal-sink.js';

/** Told what was refused in which hearing. Must not throw. */
export type RefusalListener = (hearing: string, code: GatewayRefusalCode, count: number) => void;

/** Refusals at the hearing plane's gateway go to whoever runs hearings; without a grant there is no hearing to name. */
@Injectable()
export class HearingRefusals extends RefusalSink {
  #listener: RefusalListener = () => {};

  listen(listener: RefusalListener): void {
    this.#listener = listener;
  }

  override refused(grant: Grant | undefined, code: GatewayRefusalCode, count: number): void {
    if (grant !== undefined) this.#listener(grant.session, code, count);
  }
}
