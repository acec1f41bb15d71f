import { statfs } from 'node:fs/promises';
import type { Db } from '#postgres';
import { sql } from 'kysely';

const DAY_MS = 86_400_000;

/** How full the disk of the data is, and how it fills: a reading an hour, kept for a month. */
export class DiskReadings {
  constructor(
    private readonly db: Db,
    private readonly folder: string,
    private readonly now: () => Date,
  ) {}

  async space(): Promise<{ free: number; total: number }> {
    const { bavail, bsize, blocks } = await statfs(this.folder);
    return { free: bavail * bsize, total: blocks * bsize };
  }

  /** Call it every hour. */
  async note(): Promise<void> {
    const { free } = await this.space();
    await sql`insert into disk_reading (at, free) values (${this.now()}, ${free}) on conflict do nothing`.execute(
      this.db,
    );
    await sql`delete from disk_reading where at < ${this.now()}::timestamptz - interval '30 days'`.execute(this.db);
  }

  /** Days until nothing is free if it goes on as in the last week; undefined in the first day, and when it does not fill. */
  async daysLeft(free: number): Promise<number | undefined> {
    const { rows } = await sql<{ at: Date; free: string }>`select at, free from disk_reading
      where at > ${this.now()}::timestamptz - interval '7 days' order by at limit 1`.execute(this.db);
    const first = rows[0];
    if (first === undefined) return undefined;
    const days = (this.now().getTime() - first.at.getTime()) / DAY_MS;
    const perDay = (Number(first.free) - free) / days;
    return days < 1 || perDay <= 0 ? undefined : Math.floor(free / perDay);
  }
}
