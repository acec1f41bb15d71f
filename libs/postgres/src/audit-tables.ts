import type { ColumnType, Generated } from 'kysely';

export interface ChainTable {
  name: string;
  next: number;
}

/** Entries on their way to the ledger, in order of `id`; `log_index` is their place in the log once durable. */
export interface OutboxTable {
  id: Generated<string>;
  chain: string;
  seq: number;
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

export interface AuditTables {
  chain: ChainTable;
  outbox: OutboxTable;
  opening: OpeningTable;
}
