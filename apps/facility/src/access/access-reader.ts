import { Role, type Access, type AccessShown, type Account, type Audience, type GivenAccess } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import { Refused } from '../hosts/refused.js';
import { ROLES_OF_HOST } from '../people/visitor.js';
import { type AccessFacts, type Officer, mayChange, mayDo, stateOf } from './access-rules.js';
import { hashTypedCode } from '../typed-code.js';
import type { AccessRow } from './access-rows.js';

type Listed = Omit<AccessRow, 'asked_by'> & {
  readonly account: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly deactivated_at: Date | null;
  readonly ready: boolean;
  readonly seen_at: Date | null;
  /** Null: nothing was asked for this account. */
  readonly asked_by: string | null;
  readonly asker: string;
  readonly confirmer: string | null;
};

/** Accounts with what is open for them, and what an officer may do. */
export class AccessReader {
  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  async accounts(officer: Officer): Promise<Account[]> {
    const { rows } = await sql<Listed>`
      select person.id as account, person.username, person.name, person.role, person.deactivated_at,
        exists (select from credential where person_id = person.id and password is not null) as ready,
        (select max(seen_at) from sign_in_session where person_id = person.id) as seen_at,
        code.*, asker.username as asker, confirmer.username as confirmer
      from person
      left join lateral (select * from access_code where person = person.id and used_at is null and withdrawn_at is null) as code on true
      left join person as asker on asker.id = code.asked_by
      left join person as confirmer on confirmer.id = code.confirmed_by
      order by person.role, person.username`.execute(this.db);
    return rows.map((row) => this.#account(row, officer));
  }

  /** What is to be said when a second officer must confirm first; undefined if the code may be made now. */
  async waiting(id: string): Promise<GivenAccess | undefined> {
    const { username, name, ...row } = await this.db
      .selectFrom('access_code')
      .innerJoin('person', 'person.id', 'access_code.person')
      .selectAll('access_code')
      .select(['person.username', 'person.name'])
      .where('access_code.id', '=', id)
      .executeTakeFirstOrThrow();
    if (stateOf(row, this.now()) !== 'asked') return undefined;
    return { account: { username, name }, purpose: row.purpose, expires: row.expires_at.toISOString() };
  }

  /** What a code will do. @throws Refused `access-wrong`, `access-used`, `access-expired`, `access-withdrawn`. */
  async shown(code: string, audience: Audience): Promise<AccessShown & { id: string }> {
    const row = await this.db
      .selectFrom('access_code')
      .innerJoin('person', 'person.id', 'access_code.person')
      .selectAll('access_code')
      .select(['person.username', 'person.name', 'person.role'])
      .where('secret_hash', '=', hashTypedCode(code))
      .executeTakeFirst();
    // On a host where the account cannot sign in the code opens nothing.
    if (!row || !ROLES_OF_HOST[audience].includes(row.role)) throw new Refused('access-wrong', 'code');
    openOrRefuse(row, this.now());
    const { id, purpose, username, name, expires_at } = row;
    return { id, purpose, username, name, expires: expires_at.toISOString() };
  }

  #account(row: Listed, officer: Officer): Account {
    const { account: id, username, name, asked_by } = row;
    const state = row.deactivated_at ? 'deactivated' : row.ready ? 'active' : 'invited';
    const role = Role.parse(row.role);
    return {
      ...{ id, username, name, role, state },
      ...(row.seen_at && { seen: row.seen_at.toISOString() }),
      ...(asked_by !== null && { access: this.#access({ ...row, asked_by }, officer) }),
      may: mayChange(officer, { id, role, state }),
    };
  }

  #access(row: Listed & AccessRow, officer: Officer): Access {
    const now = this.now();
    return {
      ...{ id: row.id, purpose: row.purpose, state: stateOf(row, now), askedBy: row.asker },
      ...(row.confirmer && { confirmedBy: row.confirmer }),
      expires: row.expires_at.toISOString(),
      may: mayDo(officer, row, now),
    };
  }
}

/** @throws Refused that says why the code opens nothing any more. */
export function openOrRefuse(code: AccessFacts, now: Date): void {
  const state = stateOf(code, now);
  if (state === 'given') return;
  const known = { used: 'access-used', expired: 'access-expired', withdrawn: 'access-withdrawn' } as const;
  throw new Refused(
    state === 'used' || state === 'expired' || state === 'withdrawn' ? known[state] : 'access-wrong',
    'code',
  );
}
