import type { IncomingMessage } from 'node:http';
import type { Visitor } from './visitor.js';

/** Who is there: for guards and for WebSocket upgrades. Import the class as injection token. */
export abstract class PeopleService {
  /**
   * Reads the cookies of a request (an upgrade too) against the database. Anything invalid, expired, revoked, or an
   * account on a host that is not its own is `nobody`. Rejects only when the database does not answer.
   */
  abstract whoIs(request: IncomingMessage): Promise<Visitor>;
}
