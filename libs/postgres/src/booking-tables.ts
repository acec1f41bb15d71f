import type { HearingPart } from '#protocol';
import type { ColumnType, Generated } from 'kysely';

type Times = ColumnType<Date, Date | undefined, Date>;

/** A row of 010_booking.sql, widened by 021, 022, 023, 100 and 116. `during` is written with tstzrange() and read with lower() and upper(). */
export interface BookingTable {
  id: string;
  booth: string;
  detainee: string;
  attorney: string;
  during: ColumnType<string, string, string>;
  /** What the booth is kept for: `during`, the change-over after it, and a session that runs on. */
  held: ColumnType<string, string, string>;
  state: 'offered' | 'confirmed' | 'admitted' | 'in-session' | 'completed' | 'cancelled' | 'no-show' | 'expired';
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
  /** Everybody of `round` signed "same" in it. */
  compared: Generated<boolean>;
  offer_expires_at: Date | null;
  request: string | null;
  /** The hearing this is a part of, and the seat of the accused there. */
  hearing: ColumnType<string | null, string | null | undefined, string | null>;
  seat: ColumnType<number | null, number | null | undefined, number | null>;
  part: ColumnType<HearingPart | null, HearingPart | null | undefined, HearingPart | null>;
  /** Booked without pictures: the line had no room for them. */
  sound_only: Generated<boolean>;
  /** SEQUENCE of the calendar entry (RFC 5545). */
  sequence: Generated<number>;
  created_at: Times;
  updated_at: Times;
}

/** Rows of 060_parties.sql. `role`: 3 co-counsel, 4 interpreter; `party`: 16 bytes, hex. */
export interface BookingPartyTable {
  booking: string;
  role: number;
  person: string;
  party: string;
  label: string;
}

export interface BookingTables {
  booking: BookingTable;
  booking_party: BookingPartyTable;
}
