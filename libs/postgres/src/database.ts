import type { Kysely } from 'kysely';
import type { AuditTables } from './audit-tables.js';
import type { BookingTables } from './booking-tables.js';
import type { BoothTables } from './booth-tables.js';
import type { LineTables } from './line-tables.js';
import type { HearingTables } from './hearing-tables.js';
import type { PeopleTables } from './people-tables.js';
import type { RegisterTables } from './register-tables.js';
import type { RequestTables } from './request-tables.js';

/** Every table, one interface an area. */
export type Database = PeopleTables &
  BoothTables &
  LineTables &
  BookingTables &
  AuditTables &
  RegisterTables &
  RequestTables &
  HearingTables;

export type Db = Kysely<Database>;
