import type { Kysely } from 'kysely';
import type { PeopleTables } from './people-tables.js';

/** Every table, one interface an area. */
export type Database = PeopleTables;

export type Db = Kysely<Database>;
