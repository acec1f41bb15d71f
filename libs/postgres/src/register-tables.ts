import type { ColumnType } from 'kysely';

type Moment = ColumnType<Date, Date | undefined, Date>;

/** Tables of 020_register.sql; `detainee` and `attorney` are in booth-tables.ts. */
export interface RegisterTables {
  tie: { attorney: string; detainee: string; since: Moment };
  keep_apart: { one: string; other: string };
  review: {
    id: string;
    booking: string;
    cause: 'hospital' | 'transferred' | 'released' | 'keep-apart' | 'booth-hours';
    since: Moment;
    decision: 'kept' | 'moved' | 'cancelled' | null;
    reason: string | null;
    decided_by: string | null;
    decided_at: Date | null;
  };
}
