import type { ColumnType, Generated } from 'kysely';

export interface ChainTable {
  name: string;
  next: number;
}

/** Entries on their way to the ledger, in order of `id`; `log_index` is their place in the log once durable. */
export interface OutboxTable {
  id: Generated<string>;
  chain: string;
  /** Its place in the chain; null until it is about to be sent. `leaf` has it, too, from then on. */
  seq: Generated<number | null>;
  leaf: ColumnType<unknown, string, never>;
  booking: string | null;
  log_index: ColumnType<string | null, null | undefined, string>;
  created_at: ColumnType<Date, undefined, never>;
}

export interface OpeningTable {
  commitment: string;
  booking: string;
  sealed: Buffer;
}

/** A row of 070_complaints.sql. */
export interface ComplaintTable {
  id: string;
  of_booking: boolean;
  said_at: ColumnType<Date, Date, never>;
  at: ColumnType<Date, Date, never>;
}

/** The one row of 080_self_test.sql. `day` is read with ::text. */
export interface SelfTestTable {
  single: Generated<boolean>;
  day: ColumnType<Date, string, string>;
  at: ColumnType<Date, Date, Date>;
  tried: number;
  refused: number;
  let_through: string[];
}

export interface AuditTables {
  chain: ChainTable;
  outbox: OutboxTable;
  opening: OpeningTable;
  complaint: ComplaintTable;
  self_test: SelfTestTable;
}
