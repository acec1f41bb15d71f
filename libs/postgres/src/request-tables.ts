import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date, Date | undefined, Date>;

/** A row of 022_requests.sql. `within` is written with tstzrange() and read with lower() and upper(). */
export interface RequestTable {
  id: string;
  detainee: string;
  attorney: string;
  asked_by: 'attorney' | 'detainee' | 'desk';
  asked_at: Moment;
  within: ColumnType<string, string, string>;
  minutes: number;
  interpreter: string | null;
  co_counsel: string | null;
  hearing_at: Date | null;
  hearing_confirmed: Generated<boolean>;
  first_fit: Generated<boolean>;
  state: ColumnType<RequestRowState, RequestRowState | undefined, RequestRowState>;
  offers_expired: Generated<number>;
  settled_at: Date | null;
  settled_reason: 'confirmed' | 'withdrawn' | 'not-here' | 'other' | null;
}

type RequestRowState = 'requested' | 'offered' | 'confirmed' | 'cancelled';

/** A row of 023_notices.sql. `facts` is NoticeFacts of #protocol. */
export interface NoticeTable {
  id: Generated<string>;
  person: string;
  kind: 'offered' | 'offer-expired' | 'confirmed' | 'moved' | 'cancelled' | 'reminder';
  booking: string;
  facts: ColumnType<unknown, string, never>;
  sequence: number;
  created_at: Moment;
  read_at: Date | null;
  mailed_at: Date | null;
  mail_tries: Generated<number>;
  mail_after: Moment;
}

export interface RequestTables {
  request: RequestTable;
  notice: NoticeTable;
}
