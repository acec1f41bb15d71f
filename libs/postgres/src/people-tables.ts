import type { ColumnType, Generated } from 'kysely';

/** A column PostgreSQL fills with now() unless told. */
type Moment = ColumnType<Date, Date | undefined, Date>;

/** Tables of 001_people.sql. `person`, `credential`, `sign_in_session`, `verification` are written by better-auth. */
export interface PeopleTables {
  facility: {
    only_one: Generated<boolean>;
    name: string;
    zone: string;
    created_at: Moment;
    /** Minutes a booth stays empty after a slot. */
    change_over_minutes: Generated<number>;
    /** ISO weekdays, 1 Monday. */
    working_days: Generated<number[]>;
    working_from: Generated<string>;
    working_to: Generated<string>;
  };
  person: {
    id: string;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    image: string | null;
    username: string;
    display_username: string | null;
    role: 'desk' | 'attorney' | 'oversight' | 'operator' | 'interpreter' | 'clerk';
    created_at: Moment;
    updated_at: Moment;
    /** Signs in no more until it is undone. */
    deactivated_at: Date | null;
    /** Of letters; an attorney's is the register's. */
    language: Generated<'kk' | 'ru' | 'en'>;
  };
  access_code: {
    id: string;
    person: string;
    purpose: 'invitation' | 'reset';
    needs_second: boolean;
    asked_by: string;
    asked_at: Date;
    confirmed_by: string | null;
    /** SHA-256 of the code, hex; null until it was made. */
    secret_hash: string | null;
    expires_at: Date;
    used_at: Date | null;
    withdrawn_at: Date | null;
  };
  sign_in_session: {
    id: string;
    token: string;
    person_id: string;
    expires_at: Date;
    seen_at: Moment;
    touched_at: Moment;
    /** As the browser called itself when it signed in. */
    user_agent: string | null;
    created_at: Moment;
    updated_at: Moment;
  };
  ended_sign_in: { id: string; at: Moment };
  credential: { id: string; account_id: string; provider_id: string; person_id: string; password: string | null };
  sign_in_tries: { account: string; device: string; since: Date; tries: number };
  kiosk_enrolment: {
    code_hash: string;
    booth: string;
    made_at: Moment;
    expires_at: Date;
    used_at: Date | null;
    made_by: string | null;
  };
  kiosk: {
    /** SHA-256 of the public key, hex; of those that had none, of their token. */
    id: string;
    booth: string;
    /** 32 bytes; null only for kiosks of before 035, which are revoked. */
    public_key: Buffer | null;
    enrolled_at: Moment;
    revoked_at: Date | null;
    seen_at: Date | null;
    /** The `seen_at` after which it fell silent and the desk was told. */
    silent_since: Date | null;
  };
  /** A cookie that a kiosk got for proving that it has its key. */
  kiosk_proof: { token_hash: string; kiosk: string; expires_at: Date };
}
