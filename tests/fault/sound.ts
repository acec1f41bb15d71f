import { sql } from 'kysely';
import { expect } from 'vitest';
import type { FaultHouse } from './fault-house.js';

/** What must hold whatever broke: nothing double, nothing without its entry, nothing half done. */
export async function expectSound(house: FaultHouse): Promise<void> {
  const count = async (query: ReturnType<typeof sql<{ count: number }>>) =>
    (await query.execute(house.db)).rows[0]?.count;
  const double = sql<{ count: number }>`
    select count(*)::integer as count from booking as a join booking as b on a.id < b.id and a.during && b.during
    where a.state in ('offered', 'confirmed', 'admitted', 'in-session')
      and b.state in ('offered', 'confirmed', 'admitted', 'in-session')
      and (a.booth = b.booth or a.detainee = b.detainee or a.attorney = b.attorney)`;
  const withoutEntry = sql<{ count: number }>`
    select count(*)::integer as count from booking where not exists (select from outbox where outbox.booking = booking.id
      and (leaf::json ->> 'type') = case state
        when 'offered' then 'offer.made' when 'expired' then 'offer.expired' when 'cancelled' then 'booking.cancelled'
        when 'admitted' then 'booking.admitted' else 'booking.made' end)
      and not (state = 'cancelled' and request is not null)`;
  const halfSettled = sql<{ count: number }>`
    select count(*)::integer as count from request
    where (state = 'offered') <> exists (select from booking where request = request.id and booking.state = 'offered')`;
  expect(await count(double), 'double').toBe(0);
  expect(await count(withoutEntry), 'without an entry').toBe(0);
  expect(await count(halfSettled), 'an offer on one side only').toBe(0);
}

/** Every entry reaches the record, once, and the record verifies. */
export async function expectRecorded(house: FaultHouse): Promise<void> {
  const waiting = async () =>
    (
      await sql<{ count: number }>`select count(*)::integer as count from outbox where log_index is null`.execute(
        house.db,
      )
    ).rows[0]?.count;
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
  const { rows } = await sql<{ all: number; different: number; last: number }>`
    select count(*)::integer as all, count(distinct log_index)::integer as different, max(log_index)::integer as last
    from outbox`.execute(house.db);
  const [{ all, different, last }] = rows as [{ all: number; different: number; last: number }];
  expect(different).toBe(all);
  const { size } = await house.keeper.state();
  expect(size).toBeGreaterThan(last);
  const { status, said } = house.verify();
  expect(said).toMatch(/^VERIFIED/m);
  expect(status).toBe(0);
}
