import type { WaitingTimes } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';

/** Of fewer nothing is said: a figure must not be one person's. */
const FEWEST = 5;
const MOST_WEEKS = 104;

interface Week {
  readonly week: string;
  readonly asked: number;
  readonly open: number;
  readonly met: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
}

/** From asking to a confirmed slot, by the week of asking. Withdrawn requests count as asked. */
export async function readWaitingTimes(db: Db): Promise<WaitingTimes> {
  const { rows } = await sql<Week>`
    with waited as (
      select date_trunc('week', asked_at at time zone zone)::date as week, state in ('requested', 'offered') as open,
        case when state = 'confirmed' then extract(epoch from settled_at - asked_at) / 3600 end as hours
      from request, facility
    )
    select week::text, count(*)::integer as asked, (count(*) filter (where open))::integer as open,
      count(hours)::integer as met,
      ceil(percentile_disc(0.5) within group (order by hours))::integer as median,
      ceil(percentile_disc(0.9) within group (order by hours))::integer as p90,
      ceil(max(hours))::integer as longest
    from waited group by week order by week desc limit ${MOST_WEEKS}`.execute(db);
  const oldest = await sql<{ since: Date | null }>`
    select min(date_trunc('day', asked_at at time zone zone) at time zone zone) as since
    from request, facility where state in ('requested', 'offered')`.execute(db);
  const since = oldest.rows[0]?.since;
  return { weeks: rows.map(spoken), ...(since && { oldestOpen: since.toISOString() }) };
}

/** A week without the figures that would be a few people's. */
function spoken({ week, asked, open, met, median, p90, longest }: Week): WaitingTimes['weeks'][number] {
  if (asked < FEWEST) return { week };
  const figures = { median: median ?? 0, p90: p90 ?? 0, longest: longest ?? 0 };
  return {
    week,
    asked,
    ...((open === 0 || open >= FEWEST) && { open }),
    ...(met >= FEWEST && { met, ...figures }),
  };
}
