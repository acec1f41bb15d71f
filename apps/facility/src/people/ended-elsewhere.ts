import { sql } from 'kysely';
import type { Db } from '#postgres';
import type { SessionEnded } from './session-ended.js';

/** Sockets and media of an ended sign-in must be gone within two seconds. */
const EVERY_MS = 750;

/** Tells of sign-ins that another process ended, for example `reset-password`: looks at what ended a moment ago. */
export class EndedElsewhere {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Db,
    private readonly ended: SessionEnded,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.look().catch(() => undefined), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A database that was away for less than the interval below makes it late, and loses nothing. */
  async look(): Promise<void> {
    const rows = await this.db
      .selectFrom('ended_sign_in')
      .select('id')
      .where('at', '>', sql<Date>`now() - interval '10 minutes'`)
      .execute();
    for (const { id } of rows) if (!this.ended.isOver(id)) this.ended.tell({ session: id, reason: 'revoked' });
  }
}
