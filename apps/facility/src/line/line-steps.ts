import type { Reason } from '#link';
import type { Db } from '#postgres';
import { type LineStep, LineStepCode } from '#protocol';
import { sql } from 'kysely';
import { freshId } from '../fresh-id.js';

type Step = Pick<LineStep, 'code' | 'direction'>;

/** What gave way, of the reasons of a plan. */
export function stepsIn(reasons: readonly Reason[]): Step[] {
  return reasons.flatMap((reason) => {
    const code = LineStepCode.safeParse(reason.code);
    if (!code.success) return [];
    return ['direction' in reason ? { code: code.data, direction: reason.direction } : { code: code.data }];
  });
}

/**
 * Keeps from when to when something gave way. What was under way when the facility ended lasts, for the list, until it has a
 * plan again.
 */
export class LineSteps {
  #kept: string | undefined;

  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  /** To be called with every plan; writes only when something changed. */
  async keep(reasons: readonly Reason[]): Promise<void> {
    const steps = stepsIn(reasons);
    const text = JSON.stringify(steps);
    if (text === this.#kept) return;
    const at = this.now();
    await this.db.transaction().execute(async (trx) => {
      const named = steps.map(({ code, direction }) => `${code} ${direction ?? ''}`);
      await sql`update line_step set until = greatest(since, ${at}) where until is null
        and not code || ' ' || coalesce(direction, '') = any(${named}::text[])`.execute(trx);
      for (const { code, direction = null } of steps) {
        await trx
          .insertInto('line_step')
          .values({ id: freshId(), code, direction, since: at })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    });
    this.#kept = text;
  }

  /** Those that lasted into the time from `since` on, the newest first. */
  async list(since: Date): Promise<LineStep[]> {
    const rows = await this.db
      .selectFrom('line_step')
      .selectAll()
      .where((where) => where.or([where('until', 'is', null), where('until', '>=', since)]))
      .orderBy('since', 'desc')
      .orderBy('code')
      .orderBy('direction')
      .execute();
    return rows.map(({ code, direction, since: from, until }) => ({
      code: LineStepCode.parse(code),
      ...(direction !== null && { direction }),
      from: from.toISOString(),
      ...(until !== null && { to: until.toISOString() }),
    }));
  }
}
