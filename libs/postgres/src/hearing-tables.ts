import type { ColumnType, Generated } from 'kysely';
import type {
  Company,
  HearingLanguage,
  HearingRole,
  HearingState,
  MinuteLine,
  Presence,
  RoomCheck,
  Standing,
} from '#protocol';

/** Tables of 090_hearings.sql, widened by 100 and 110 to 115. */
export interface HearingTable {
  id: string;
  case_number: string;
  courtroom: string;
  /** Read with lower() and upper(). */
  during: ColumnType<string, string, string>;
  state: Generated<HearingState>;
  paused_by: 'court' | 'judge-lost' | null;
  floor: number | null;
  session: string | null;
  /** Account of the clerk. */
  made_by: string;
  created_at: ColumnType<Date, Date | undefined, never>;
  /** SHA-256 of the UID in the calendar it came from, hex. */
  source: string | null;
}

export interface AttendeeTable {
  hearing: string;
  seat: number;
  role: HearingRole;
  name: string;
  language: HearingLanguage;
  /** Of an interpreter. */
  sign_language: Generated<boolean>;
  protected_from: number[];
  /** Of an accused: the seat of counsel, where that is known. */
  counsel: number | null;
  /** Of counsel: seats of the accused who have another one instead. */
  relieved_by: Generated<number[]>;
  account: string | null;
  /** Account of an attorney, by which counsel comes in. */
  attorney: string | null;
  /** SHA-256 of the link, hex. */
  link_hash: string | null;
  link_expires: Date | null;
  /** 32 bytes. */
  device: Buffer | null;
  standing: Generated<Standing>;
  ready: Generated<boolean>;
  company: Company | null;
  present: Generated<Presence[]>;
  room_check: RoomCheck | null;
  link_elsewhere: Generated<boolean>;
  muted: Generated<boolean>;
  affirmed: Generated<('rights' | 'oath')[]>;
}

/** Insert only: the database refuses anything else. */
export interface MinuteLineTable {
  hearing: string;
  number: number;
  at: Date;
  kind: MinuteLine['kind'];
  what: string | null;
  seat: number | null;
  by_seat: number | null;
  text: string | null;
  corrects: number | null;
}

export interface HearingTables {
  hearing: HearingTable;
  attendee: AttendeeTable;
  minute_line: MinuteLineTable;
}
