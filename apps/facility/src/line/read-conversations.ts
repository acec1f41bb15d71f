import type { Slot } from '#booking';
import { type LinkSession, type Reservation, streamsOf } from '#link';
import type { Db } from '#postgres';
import { sql } from 'kysely';

interface Row {
  readonly id: string;
  readonly kind: LinkSession['kind'];
  readonly running: boolean;
  readonly sound_only: boolean;
  readonly inside: number;
  readonly outside: number;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Every conversation over the line that touches the range: booth sessions, with the booth inside and everybody else beyond
 * the line, and hearings, with the facility's rooms inside. What runs beyond its time counts until its booth is free of it.
 * `ignore`: a booking that does not count.
 */
export async function readConversations(db: Db, { from, to }: Slot, ignore?: string): Promise<Reservation[]> {
  const { rows } = await sql<Row>`
    with booth as (
      select booking.id, 'booth' as kind, booking.state = 'in-session' as running, sound_only, 1 as inside,
        1 + (select count(*)::integer from booking_party where booking = booking.id) as outside,
        lower(during) as from, case when booking.state = 'in-session' then upper(held) else upper(during) end as to
      from booking
      where state in ('offered', 'confirmed', 'admitted', 'in-session') and part is distinct from 'hearing'
        and id is distinct from ${ignore ?? null}
    ), court as (
      select id, 'hearing' as kind, state in ('open', 'paused') as running, false as sound_only,
        (select count(*)::integer from booking where hearing = hearing.id and part = 'hearing'
          and state in ('confirmed', 'admitted', 'in-session')) as inside,
        (select count(*)::integer from attendee where hearing = hearing.id and standing not in ('released', 'removed')) as everybody,
        lower(during) as from, case when state in ('open', 'paused') then greatest(upper(during), ${to}) else upper(during) end as to
      from hearing where state in ('scheduled', 'open', 'paused')
    )
    select * from booth where tstzrange("from", "to") && tstzrange(${from}, ${to})
    union all
    select id, kind, running, sound_only, inside, greatest(0, everybody - inside), "from", "to" from court
      where tstzrange("from", "to") && tstzrange(${from}, ${to})`.execute(db);
  return rows.map(({ id, kind, running, sound_only: soundOnly, inside, outside, ...slot }) => ({
    slot,
    session: {
      id,
      kind,
      state: running ? 'running' : 'reserved',
      soundOnly,
      streams: streamsOf({ inside, outside }),
    },
  }));
}
