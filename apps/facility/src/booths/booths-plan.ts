import type { Block, BlockPreview, BlockWish, BoothsPlan, OpeningHours } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import type { DayBoard } from '../booking/day-board.js';
import { proposeFates, readBlocking, selectHits } from './block-hits.js';
import { readChangeOver } from './read-change-over.js';

/** When booths can be used, as the desk sees it. */
export class BoothsPlanReader {
  constructor(
    private readonly db: Db,
    private readonly board: Pick<DayBoard, 'one'>,
    private readonly now: () => Date,
  ) {}

  async plan(): Promise<BoothsPlan> {
    const { rows: booths } = await sql<{ number: string; enrolled: boolean }>`
      select number, exists (select from kiosk where kiosk.booth = booth.number and revoked_at is null) as enrolled
      from booth order by number`.execute(this.db);
    const { rows: hours } = await sql<OpeningHours & { booth: string; expires: string | null }>`
      select booth, weekday, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes,
        effective::text as effective, expires::text as expires
      from booth_hours order by weekday, opens, effective`.execute(this.db);
    return {
      now: this.now().toISOString(),
      changeOverMinutes: await readChangeOver(this.db),
      booths: booths.map(({ number, enrolled }) => ({
        number,
        enrolled,
        hours: hours
          .filter(({ booth }) => booth === number)
          .map(({ weekday, opens, closes, effective, expires }) => ({
            weekday,
            opens,
            closes,
            effective,
            ...(expires !== null && { expires }),
          })),
      })),
      blocks: await this.#blocks(),
      holidays: await this.#holidays(),
    };
  }

  /** What would become of each booking; nothing happens. @throws BookingError `times-wrong`, `booth-unknown`. */
  async preview(wish: BlockWish): Promise<BlockPreview> {
    const blocking = await readBlocking(this.db, wish, this.now());
    const hits = await selectHits(this.db, blocking).execute();
    const fates = await proposeFates(this.db, hits, blocking, this.now());
    return {
      hits: await Promise.all(
        hits.map(async (hit) => ({
          booking: await this.board.one(hit),
          proposed: fates.get(hit.id) ?? { fate: 'queue', booking: hit.id },
        })),
      ),
    };
  }

  async #blocks(): Promise<Block[]> {
    const { rows } = await sql<Omit<Block, 'from' | 'to'> & { from: Date; to: Date }>`
      select action, kind, reason, array_agg(booth order by booth) as booths, min(lower(during)) as from, max(upper(during)) as to
      from booth_block where lifted_at is null and upper(during) > ${this.now()}
      group by action, kind, reason order by 5`.execute(this.db);
    return rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to.toISOString() }));
  }

  async #holidays(): Promise<string[]> {
    const { rows } = await sql<{ day: string }>`
      select day::text as day from holiday, facility
      where day >= (${this.now()}::timestamptz at time zone zone)::date order by holiday.day`.execute(this.db);
    return rows.map(({ day }) => day);
  }
}
