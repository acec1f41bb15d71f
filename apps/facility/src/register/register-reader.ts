import type { Register, Reviews } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import { selectBookings } from '../booking/booking-rows.js';
import type { DayBoard } from '../booking/day-board.js';

/** The register and the review list, as the desk sees them. */
export class RegisterReader {
  constructor(
    private readonly db: Db,
    private readonly board: Pick<DayBoard, 'one'>,
    private readonly now: () => Date,
  ) {}

  async register(): Promise<Register> {
    const { rows: detainees } = await sql<Register['detainees'][number]>`
      select number, wing, language, needs, whereabouts,
        coalesce((select jsonb_agg(case when one = number then other else one end order by 1) from keep_apart
          where number in (one, other)), '[]') as apart,
        coalesce((select jsonb_agg(jsonb_build_object('id', attorney.id, 'name', attorney.name) order by attorney.name)
          from tie join attorney on attorney.id = tie.attorney where tie.detainee = number), '[]') as attorneys
      from detainee order by number`.execute(this.db);
    const { rows: attorneys } = await sql<Register['attorneys'][number]>`
      select attorney.id, attorney.name, attorney.language, coalesce(person.username, '') as username,
        coalesce((select jsonb_agg(detainee order by detainee) from tie where tie.attorney = attorney.id), '[]') as clients
      from attorney left join person on person.id = attorney.id order by attorney.name`.execute(this.db);
    return { detainees, attorneys };
  }

  async reviews(): Promise<Reviews> {
    const open = await this.db
      .selectFrom('review')
      .select(['id', 'cause', 'since', 'booking'])
      .where('decision', 'is', null)
      .orderBy('since')
      .orderBy('id')
      .execute();
    const reviews = [];
    for (const { id, cause, since, booking } of open) {
      const row = await selectBookings(this.db).where('id', '=', booking).executeTakeFirst();
      // What ended meanwhile needs no decision.
      if (row === undefined || !['offered', 'confirmed', 'admitted'].includes(row.state)) continue;
      reviews.push({ id, cause, since: since.toISOString(), booking: await this.board.one(row) });
    }
    return { now: this.now().toISOString(), reviews };
  }
}
