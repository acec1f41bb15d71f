import type { BothWays, CapacitySource } from '#link';
import type { LineMeasured } from '#protocol';
import type { Db } from '#postgres';
import { freshId } from '../fresh-id.js';

/** A measurement counts for so long: a line that was made faster or slower is known within it. */
const RECENT_MS = 7 * 24 * 3_600_000;

/** What tests of the line found: figures and times, and nothing of anybody. */
export class LineMeasurements {
  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  async add({ up, down }: BothWays<number>): Promise<void> {
    await this.db.insertInto('line_measurement').values({ id: freshId(), up, down, at: this.now() }).execute();
  }

  /** The latest, and how many count beside it. Undefined: none. */
  async latest(): Promise<LineMeasured | undefined> {
    const rows = await this.#recent();
    const last = rows[0];
    if (last === undefined) return undefined;
    return { at: last.at.toISOString(), up: last.up, down: last.down, count: rows.length };
  }

  /** For a plan. Undefined: none. */
  async source(): Promise<BothWays<CapacitySource> | undefined> {
    const rows = await this.#recent();
    if (rows.length === 0) return undefined;
    return {
      up: { from: 'recent', measurements: rows.map(({ up }) => up) },
      down: { from: 'recent', measurements: rows.map(({ down }) => down) },
    };
  }

  /** The newest first. */
  #recent() {
    return this.db
      .selectFrom('line_measurement')
      .select(['up', 'down', 'at'])
      .where('at', '>', new Date(this.now().getTime() - RECENT_MS))
      .orderBy('at', 'desc')
      .execute();
  }
}
