import { Injectable } from '@nestjs/common';
import type { LeafDraft } from '../audit/leaf-draft.js';
import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import type { Grant } from '../gateway/grants.js';
import { RefusalSink } from '../gateway/refusal-sink.js';

/** Where entries of running sessions are made. */
export interface EntryTaker {
  enter(session: string, draft: LeafDraft): boolean;
}

/** Refusals of the gateway become `gateway.refused` entries of the session they happened in. */
@Injectable()
export class SessionRefusals extends RefusalSink {
  #taker: EntryTaker | undefined;

  /** The sessions' life is built after the gateway, which needs this. */
  serve(taker: EntryTaker): void {
    this.#taker = taker;
  }

  override refused(grant: Grant | undefined, code: GatewayRefusalCode, count: number): void {
    if (grant === undefined) return;
    const { session, role } = grant;
    const said = { ...(role !== undefined && { role }), code, count };
    this.#taker?.enter(session, { type: 'gateway.refused', public: said });
  }
}
