import type { Kysely } from 'kysely';
import type { AuditTables } from './audit-tables.js';
import type { BookingTables } from './booking-tables.js';
import type { BoothTables } from './booth-tables.js';
import type { PeopleTables } from './people-tables.js';

/** Every table, one interface an area. */
export type Database = PeopleTables & BoothTables & BookingTables & AuditTables;

export type Db = Kysely<Database>;
