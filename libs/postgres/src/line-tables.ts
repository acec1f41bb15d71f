import type { ColumnType } from 'kysely';

/** What gave way on the line. `code`: LineStepCode of libs/protocol; `until`: null while it lasts. */
export interface LineStepTable {
  id: string;
  code: string;
  direction: 'up' | 'down' | null;
  since: Date;
  until: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** One test of the line: kbit/s of each direction. */
export interface LineMeasurementTable {
  id: string;
  up: number;
  down: number;
  at: Date;
}

export interface LineTables {
  line_step: LineStepTable;
  line_measurement: LineMeasurementTable;
}
