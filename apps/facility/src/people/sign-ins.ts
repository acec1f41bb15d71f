import { sql } from 'kysely';
import type { OwnSignIn } from '#protocol';
import type { Db } from '#postgres';
import type { SessionEnded } from './session-ended.js';

/** Ends sign-ins of an account, all or one, in the database alone. @returns their ids. */
export async function endSignIns(db: Db, person: string, only?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with gone as (
      delete from sign_in_session where person_id = ${person} and (${only ?? null}::text is null or id = ${only ?? null})
      returning id
    ), old as (delete from ended_sign_in where at < now() - interval '1 day')
    insert into ended_sign_in (id) select id from gone on conflict do nothing returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The sign-ins of accounts: which there are, and their end. What is ended here loses its sockets and media at once. */
export class SignIns {
  constructor(
    private readonly db: Db,
    private readonly ended: SessionEnded,
  ) {}

  /** The newest use first; those that are over are left out. */
  async of(person: string, own: string): Promise<OwnSignIn[]> {
    const rows = await this.db
      .selectFrom('sign_in_session')
      .select(['id', 'user_agent', 'created_at', 'seen_at'])
      .where('person_id', '=', person)
      .where('expires_at', '>', sql<Date>`now()`)
      .orderBy('seen_at', 'desc')
      .execute();
    return rows.map(({ id, user_agent, created_at, seen_at }) => ({
      id,
      browser: user_agent ?? '',
      since: created_at.toISOString(),
      seen: seen_at.toISOString(),
      own: id === own,
    }));
  }

  /** Ends one of the person's own; its cookie is worth nothing from here on. @returns false if there is none such. */
  async end(person: string, id: string, reason: 'signed-out' | 'revoked' = 'revoked'): Promise<boolean> {
    const gone = await endSignIns(this.db, person, id);
    this.tell(gone, reason);
    return gone.length > 0;
  }

  async endAll(person: string): Promise<void> {
    this.tell(await endSignIns(this.db, person), 'revoked');
  }

  /** Of sign-ins that were ended in a transaction: call it after the commit. */
  tell(gone: readonly string[], reason: 'signed-out' | 'revoked' = 'revoked'): void {
    for (const session of gone) this.ended.tell({ session, reason });
  }
}
