import type { Slot } from '#booking';
import type { Db } from '#postgres';
import { sql } from 'kysely';

/** When the two themselves, or somebody the detainee must not meet, have a booking. `ignore`: one that does not count. */
export async function readBusy(
  db: Db,
  { detainee, attorney }: { readonly detainee: string; readonly attorney: string },
  range: Slot,
  ignore?: string,
): Promise<Slot[]> {
  const { rows } = await sql<{ from: Date; to: Date }>`
    select lower(held) as from, upper(held) as to from booking
    where state in ('offered', 'confirmed', 'admitted', 'in-session')
      and held && tstzrange(${range.from}, ${range.to}) and id is distinct from ${ignore ?? null}
      and (detainee = ${detainee} or attorney = ${attorney} or exists (
        select from keep_apart where (one, other) in ((detainee, ${detainee}), (${detainee}, detainee))))`.execute(db);
  return rows;
}
