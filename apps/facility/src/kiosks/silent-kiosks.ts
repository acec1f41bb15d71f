import { whyNotBookable } from '#booking';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import { readBoothTimes } from '../booths/read-booth-times.js';
import { freshId } from '../fresh-id.js';

/** Six times what a kiosk's page leaves between two requests. */
export const SILENT_AFTER_SECONDS = 60;

/**
 * A kiosk that is not heard of counts as a bell: behind its dark screen somebody may sit. Rung once each time it
 * falls silent, while its booth is open; quiet again when the kiosk is back.
 */
export class SilentKiosks {
  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  async look(): Promise<void> {
    const now = this.now();
    await this.#back(now);
    const before = new Date(now.getTime() - SILENT_AFTER_SECONDS * 1000);
    const silent = await this.db
      .selectFrom('kiosk')
      .innerJoin('booth', 'number', 'booth')
      .select(['id', 'booth'])
      .where('revoked_at', 'is', null)
      .where('seen_at', '<', before)
      .where(sql<boolean>`silent_since is distinct from seen_at`)
      .execute();
    if (silent.length === 0) return;
    const slot = { from: now, to: new Date(now.getTime() + 1) };
    const times = new Map((await readBoothTimes(this.db, slot)).map((one) => [one.booth, one]));
    for (const { id, booth } of silent) {
      const known = times.get(booth);
      if (known !== undefined && whyNotBookable(known, slot) === undefined) await this.#ring(id, booth, before);
    }
  }

  /** An open bell of a person in that booth stays what it is. */
  async #ring(id: string, booth: string, before: Date): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      const told = await trx
        .updateTable('kiosk')
        .set({ silent_since: sql<Date>`seen_at` })
        .where('id', '=', id)
        .where('seen_at', '<', before)
        .returning('seen_at')
        .executeTakeFirst();
      if (!told?.seen_at) return;
      await trx
        .insertInto('bell')
        .values({ id: freshId(), booth, problem: 'kiosk-offline', since: told.seen_at })
        .onConflict((open) => open.column('booth').where('acknowledged_at', 'is', null).doNothing())
        .execute();
    });
  }

  /** Nobody needs to go any more. */
  async #back(now: Date): Promise<void> {
    await sql`update bell set acknowledged_at = ${now} from kiosk
      where problem = 'kiosk-offline' and acknowledged_at is null and kiosk.booth = bell.booth
        and (revoked_at is null and seen_at > ${new Date(now.getTime() - SILENT_AFTER_SECONDS * 1000)})`.execute(
      this.db,
    );
  }
}
