import type { Db } from '#postgres';
import { sql } from 'kysely';

/** A session that still runs so shortly before the end of what its booth is held for gets more. */
const BEFORE_MS = 5 * 60_000;
const MORE_MS = 15 * 60_000;

/**
 * The end of a slot ends nothing: a session goes on in its booth as long as nobody else holds it. Where somebody does, the
 * hold stays as it is and the desk, which is told, moves one of the two.
 */
export class RunOn {
  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  /** Prolongs what can be prolonged. @returns how many could not, because the booth is promised to others. */
  async look(): Promise<number> {
    const now = this.now();
    const due = await this.db
      .selectFrom('booking')
      .select('id')
      .where('state', '=', 'in-session')
      .where(sql<boolean>`upper(held) < ${new Date(now.getTime() + BEFORE_MS)}`)
      .execute();
    let stuck = 0;
    for (const { id } of due) if (!(await this.#prolong(id, new Date(now.getTime() + MORE_MS)))) stuck += 1;
    return stuck;
  }

  async #prolong(id: string, until: Date): Promise<boolean> {
    try {
      await sql`update booking set held = tstzrange(lower(held), ${until}, '[)')
        where id = ${id} and state = 'in-session' and upper(held) < ${until}`.execute(this.db);
      return true;
    } catch (error) {
      // Somebody else's booth by then, or somebody whom this person must not meet is on the way.
      if ((error as { code?: string } | undefined)?.code === '23P01') return false;
      throw error;
    }
  }
}
