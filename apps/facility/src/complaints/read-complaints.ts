import { Complaints } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';

const MOST = 500;

/** What people said, the newest first, entered or still waiting for it. Nobody is named. */
export async function readComplaints(db: Db): Promise<Complaints> {
  const rows = await db
    .selectFrom('complaint')
    .innerJoin('outbox', (join) =>
      join.onRef('outbox.booking', '=', 'complaint.id').on(sql<boolean>`outbox.leaf ->> 'type' = 'complaint.made'`),
    )
    .select(['complaint.id', 'complaint.of_booking', 'complaint.said_at', 'complaint.at', 'outbox.log_index'])
    .select(sql<object>`outbox.leaf -> 'public'`.as('said'))
    .orderBy('complaint.at', 'desc')
    .orderBy('complaint.id')
    .limit(MOST)
    .execute();
  const complaints = rows.map(({ id, of_booking, said_at, at, log_index, said }) => ({
    ...said,
    id,
    said: said_at.toISOString(),
    at: at.toISOString(),
    ofBooking: of_booking,
    ...(log_index !== null && { entry: Number(log_index) }),
  }));
  return Complaints.parse({ complaints });
}
