import type { ColumnType } from 'kysely';

export interface BoothTable {
  number: string;
  calling_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** A detainee as the desk writes it on lists: a number, no name. */
export interface DetaineeTable {
  number: string;
}

/** `id` is the id of the attorney's account. */
export interface AttorneyTable {
  id: string;
  name: string;
}

export interface BoothTables {
  booth: BoothTable;
  detainee: DetaineeTable;
  attorney: AttorneyTable;
}
