import { BookingError } from '#booking';
import { BoothProblem, type DeskBells } from '#protocol';
import type { Db } from '#postgres';

/** Second step when nobody has answered for so long. */
const ESCALATES_MS = 60_000;

/** Calls from booths, until an officer goes. */
export class Bells {
  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  async open(): Promise<DeskBells> {
    const now = this.now();
    const rows = await this.db
      .selectFrom('bell')
      .select(['id', 'booth', 'problem', 'since'])
      .where('acknowledged_at', 'is', null)
      .orderBy('since')
      .execute();
    return {
      now: now.toISOString(),
      bells: rows.map(({ id, booth, problem, since }) => ({
        id,
        booth,
        problem: BoothProblem.parse(problem),
        since: since.toISOString(),
        escalated: now.getTime() - since.getTime() >= ESCALATES_MS,
      })),
    };
  }

  /** An officer is going. Answering twice changes nothing. @throws BookingError `not-found`. */
  going(id: string, by: string): Promise<void> {
    return this.db.transaction().execute(async (trx) => {
      const bell = await trx.selectFrom('bell').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
      if (bell === undefined) throw new BookingError('not-found');
      if (bell.acknowledged_at !== null) return;
      await trx
        .updateTable('bell')
        .set({ acknowledged_at: this.now(), acknowledged_by: by })
        .where('id', '=', id)
        .execute();
      await trx.updateTable('booth').set({ calling_at: null }).where('number', '=', bell.booth).execute();
    });
  }
}
