import type { ColumnType, Generated } from 'kysely';

export interface BoothTable {
  number: string;
  calling_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** A detainee as the desk writes it on lists: a number, no name. */
export interface DetaineeTable {
  number: string;
  wing: Generated<string>;
  language: Generated<string>;
  needs: Generated<string>;
  whereabouts: ColumnType<Whereabouts, Whereabouts | undefined, Whereabouts>;
  updated_at: ColumnType<Date, Date | undefined, Date>;
}

type Whereabouts = 'here' | 'hospital' | 'transferred' | 'released';

/** `id` is the id of the attorney's account. */
export interface AttorneyTable {
  id: string;
  name: string;
  language: ColumnType<'kk' | 'ru' | 'en', 'kk' | 'ru' | 'en' | undefined, 'kk' | 'ru' | 'en'>;
}

/** A weekly opening time, local. `opens`, `closes`: HH:MM:SS; `effective`, `expires`: dates, read with ::text. */
export interface BoothHoursTable {
  id: string;
  booth: string;
  weekday: number;
  opens: string;
  closes: string;
  effective: ColumnType<Date, string, string>;
  expires: ColumnType<Date | null, string | null, string | null>;
}

export interface BoothBlockTable {
  id: string;
  action: string;
  booth: string;
  during: ColumnType<string, string, string>;
  kind: 'block' | 'lockdown';
  reason: 'repair' | 'cleaning' | 'staff' | 'safety' | 'other';
  lifted_at: Date | null;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

export interface BellTable {
  id: string;
  booth: string;
  problem: Generated<string>;
  since: ColumnType<Date, Date | undefined, Date>;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
}

/** `faults`: parts by name (libs/protocol BoothPart). */
export interface BoothCheckTable {
  id: string;
  booth: string;
  at: ColumnType<Date, Date | undefined, Date>;
  faults: string[];
}

/** A device test that was asked for and not begun. */
export interface BoothTestTable {
  booth: string;
  code_hash: string;
  expires_at: Date;
}

export interface BoothTables {
  booth: BoothTable;
  booth_hours: BoothHoursTable;
  booth_block: BoothBlockTable;
  holiday: { day: ColumnType<Date, string, string> };
  bell: BellTable;
  booth_check: BoothCheckTable;
  booth_test: BoothTestTable;
  detainee: DetaineeTable;
  attorney: AttorneyTable;
}
