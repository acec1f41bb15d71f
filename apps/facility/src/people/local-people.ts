import type { IncomingMessage } from 'node:http';
import { sql } from 'kysely';
import { type Audience, Role } from '#protocol';
import type { Db } from '#postgres';
import type { HostNames } from '../hosts/host-names.js';
import type { KioskSignIn } from '../kiosks/kiosk-sign-in.js';
import { Accounts } from './accounts.js';
import { KIOSK_COOKIE, SIGN_IN_COOKIE, readCookies } from './cookies.js';
import { PeopleService } from './people-service.js';
import { ROLES_OF_HOST, type Visitor } from './visitor.js';

const NOBODY: Visitor = { kind: 'nobody' };
/** A sign-in nobody used for this long is over; a running call is not ended by it. */
const IDLE = sql`interval '4 hours'`;

/** Local accounts and kiosks, both looked up in the database at every request: what is revoked is gone at once. */
export class LocalPeople extends PeopleService {
  constructor(
    private readonly db: Db,
    private readonly accounts: Accounts,
    private readonly kiosks: KioskSignIn,
    private readonly hosts: HostNames,
    private readonly lockMinutes: number,
  ) {
    super();
  }

  override async whoIs(request: IncomingMessage): Promise<Visitor> {
    const audience = this.hosts.audienceOf(request.headers.host);
    if (!audience) return NOBODY;
    const cookies = readCookies(request.headers.cookie);
    if (audience === 'kiosk') {
      const kiosk = await this.kiosks.find(cookies.get(KIOSK_COOKIE) ?? '');
      return kiosk ? { kind: 'kiosk', ...kiosk } : NOBODY;
    }
    const cookie = cookies.get(SIGN_IN_COOKIE);
    return cookie ? this.#person(cookie, audience, request.method) : NOBODY;
  }

  async #person(cookie: string, audience: Audience, method: string | undefined): Promise<Visitor> {
    const found = await this.accounts.auth.api.getSession({
      headers: new Headers({ cookie: `${SIGN_IN_COOKIE}=${cookie}` }),
    });
    if (!found) return NOBODY;
    const { user, session } = found;
    const role = Role.safeParse(user.role);
    if (!role.success || !ROLES_OF_HOST[audience].includes(role.data)) return NOBODY;
    const used = await this.#stillUsed(session.id);
    if (!used) return NOBODY;
    // Only desks are shared. What is not a GET is a person's doing.
    const locked = audience === 'desk' && used.untouched >= this.lockMinutes;
    if (!locked && method !== 'GET') await this.#touch(session.id);
    const { id, name } = user;
    return {
      kind: 'person',
      id,
      name,
      username: user.username ?? '',
      role: role.data,
      audience,
      session: session.id,
      locked,
    };
  }

  /** Notes the use at most once a minute; a sign-in that idled out is ended. @returns minutes since a person's last act. */
  async #stillUsed(session: string): Promise<{ untouched: number } | undefined> {
    const row = await this.db
      .selectFrom('sign_in_session')
      .innerJoin('person', 'person.id', 'sign_in_session.person_id')
      .select([
        sql<boolean>`seen_at < now() - ${IDLE}`.as('idle'),
        sql<boolean>`seen_at < now() - interval '1 minute'`.as('stale'),
        sql<number>`(extract(epoch from now() - touched_at) / 60)::float8`.as('untouched'),
      ])
      .where('sign_in_session.id', '=', session)
      .where('deactivated_at', 'is', null)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.idle) {
      await this.db.deleteFrom('sign_in_session').where('id', '=', session).execute();
      return undefined;
    }
    if (row.stale) {
      await this.db
        .updateTable('sign_in_session')
        .set({ seen_at: sql<Date>`now()` })
        .where('id', '=', session)
        .execute();
    }
    return { untouched: row.untouched };
  }

  async #touch(session: string): Promise<void> {
    await this.db
      .updateTable('sign_in_session')
      .set({ touched_at: sql<Date>`now()` })
      .where('id', '=', session)
      .execute();
  }
}
