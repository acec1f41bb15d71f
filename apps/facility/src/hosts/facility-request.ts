import type { IncomingMessage } from 'node:http';
import type { Audience } from '#protocol';
import type { Visitor } from '../people/visitor.js';

/** A request after the middleware of hosts/ has seen it; `visitor` after the guard. */
export interface FacilityRequest extends IncomingMessage {
  audience?: Audience;
  visitor?: Visitor;
  body?: unknown;
}
