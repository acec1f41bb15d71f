import type { ColumnType, Generated } from 'kysely';

type Times = ColumnType<Date, Date | undefined, Date>;

/** A row of 010_booking.sql. `during` is written with tstzrange() and read with lower() and upper(). */
export interface BookingTable {
  id: string;
  booth: string;
  detainee: string;
  attorney: string;
  during: ColumnType<string, string, string>;
  state: 'confirmed' | 'admitted' | 'in-session' | 'completed' | 'cancelled' | 'no-show';
  completion: string | null;
  booth_party: string;
  booth_label: string;
  attorney_party: string;
  attorney_label: string;
  slip_hmac: string | null;
  slip_tries: Generated<number>;
  slip_used: Generated<boolean>;
  session: string | null;
  opened_entry: ColumnType<string | null, string | null | undefined, string | null>;
  attempts: Generated<number>;
  round: string | null;
  keyed: Generated<boolean>;
  created_at: Times;
  updated_at: Times;
}

export interface BookingTables {
  booking: BookingTable;
}
