import type { z } from 'zod';
import type { Seat, SeatHandle } from './grants.js';
import type { SdpRules } from './sdp-rules.js';

/** On which handle a request may come, and whether it brings a description. */
export interface RequestRule {
  readonly on: readonly SeatHandle['kind'][];
  readonly jsep: 'none' | 'offer' | 'answer' | 'maybe-offer';
}

/** A request made anew for Janus, and what becomes of the handle when it is sent. */
export interface Built {
  readonly body: Record<string, unknown>;
  readonly becomes?: (handle: SeatHandle) => void;
}

/**
 * What one plane lets through. `Body`: a request as it was parsed. A plane is never chosen by a message: each has a path, a
 * book of grants and a Janus of its own.
 */
export interface PlaneRules<Body extends { readonly request: string } = { readonly request: string }> {
  /** VideoRoom requests by name (`join` by `join <ptype>`), field by field. What is not here is refused. */
  readonly requests: Readonly<Record<string, z.ZodType<Body>>>;
  readonly on: Readonly<Record<string, RequestRule>>;
  readonly sdp: SdpRules;
  /** Characters of one frame; more is refused without being parsed. */
  readonly maxFrame: number;
  /** Builds a request from the parsed one and the grant. Pure. @throws GatewayRefusal */
  body(body: Body, seat: Seat, handle: SeatHandle): Built;
  /** What of a parsed room event this seat may be told. Undefined: nothing, and not that there was one. */
  tells(data: Readonly<Record<string, unknown>>, seat: Seat): Record<string, unknown> | undefined;
}
