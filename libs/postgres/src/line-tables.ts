import type { ColumnType } from 'kysely';

/** What gave way on the line. `code`: LineStepCode of libs/protocol; `until`: null while it lasts. */
export interface LineStepTable {
  id: string;
  code: string;
  direction: 'up' | 'down' | null;
  since: Date;
  until: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface LineTables {
  line_step: LineStepTable;
}
