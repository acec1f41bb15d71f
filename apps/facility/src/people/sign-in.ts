import type { IncomingHttpHeaders } from 'node:http';
import { APIError } from 'better-auth/api';
import { hashPassword } from 'better-auth/crypto';
import { type Audience, Role, type SignIn as Typed } from '#protocol';
import type { Db } from '#postgres';
import { Refused } from '../hosts/refused.js';
import { Metrics } from '../metrics/metrics.js';
import { Accounts } from './accounts.js';
import { DEVICE_COOKIE, readCookies, setCookie } from './cookies.js';
import { DEVICE_SECONDS, accountKey, knownDevice, makeDeviceCookie } from './device-cookie.js';
import { HashingLane } from './hashing-lane.js';
import { SignInTries } from './sign-in-tries.js';
import { ROLES_OF_HOST } from './visitor.js';

/** Longer than a shift's change; ten seconds of waiting. */
const LONGEST_QUEUE = 100;

/** Signs a person in. Which of name, password or host was wrong is not said. */
export class SignIn {
  /** A stranger's tries and those of devices that were here before: neither keeps the other waiting. */
  readonly #lanes = { known: new HashingLane(1, LONGEST_QUEUE), unknown: new HashingLane(2, LONGEST_QUEUE) };

  constructor(
    private readonly db: Db,
    private readonly accounts: Accounts,
    private readonly tries: SignInTries,
    private readonly metrics: Metrics,
  ) {}

  /** @returns Set-Cookie lines. @throws Refused `wrong-sign-in`, `too-many-tries`, `account-inactive`. */
  async signIn({ username, password }: Typed, audience: Audience, headers: IncomingHttpHeaders): Promise<string[]> {
    const { secret } = this.accounts;
    const account = accountKey(secret, username);
    const device = knownDevice(secret, account, readCookies(headers.cookie).get(DEVICE_COOKIE));
    if (!(await this.tries.take(account, device ?? ''))) {
      this.metrics.signIns.inc({ result: 'limited' });
      throw new Refused('too-many-tries');
    }
    const lane = this.#lanes[device === undefined ? 'unknown' : 'known'];
    const check = () => this.#check({ username, password }, audience, browserOf(headers));
    const cookies = await lane.through(check).catch((error: unknown) => {
      this.metrics.signIns.inc({ result: error instanceof Refused ? 'wrong' : 'failed' });
      throw error;
    });
    this.metrics.signIns.inc({ result: 'in' });
    await this.tries.giveBack(account, device ?? '');
    return [...cookies, setCookie(DEVICE_COOKIE, makeDeviceCookie(secret, account, device), DEVICE_SECONDS)];
  }

  async #check(body: Typed, audience: Audience, sent: Headers): Promise<string[]> {
    const before = await this.#account(this.db, body.username.toLowerCase());
    // An account that has no password yet takes as long to refuse as any other.
    if (before?.password === null) {
      await hashPassword(body.password);
      throw new Refused('wrong-sign-in');
    }
    const { headers, response } = await this.accounts.auth.api
      .signInUsername({ body, headers: sent, returnHeaders: true })
      .catch((error: unknown) => {
        throw error instanceof APIError && error.statusCode < 500 ? new Refused('wrong-sign-in') : error;
      });
    if (!response) throw new Refused('wrong-sign-in');
    const why = await this.db.transaction().execute(async (trx) => {
      // Waits for whoever changes the account, and makes him wait.
      await trx.selectFrom('person').select('id').where('id', '=', response.user.id).forShare().execute();
      const now = await this.#account(trx, body.username.toLowerCase());
      const role = Role.safeParse(now?.role);
      if (!role.success || !ROLES_OF_HOST[audience].includes(role.data)) return 'wrong-sign-in';
      // Comparing took its time: a password that was changed meanwhile lets nobody in.
      if (now?.password !== before?.password) return 'wrong-sign-in';
      return now?.deactivated_at ? 'account-inactive' : undefined;
    });
    if (why !== undefined) {
      await this.db.deleteFrom('sign_in_session').where('token', '=', response.token).execute();
      throw new Refused(why);
    }
    return headers.getSetCookie();
  }

  /** `password`: as hashed; null before the first one is set. */
  #account(db: Db, username: string) {
    return db
      .selectFrom('person')
      .leftJoin('credential', 'credential.person_id', 'person.id')
      .select(['role', 'deactivated_at', 'credential.password'])
      .where('username', '=', username)
      .executeTakeFirst();
  }
}

/** All that the account library sees of a request: how the browser calls itself, for the list of own sign-ins. */
const browserOf = ({ 'user-agent': agent }: IncomingHttpHeaders): Headers =>
  new Headers(agent === undefined ? {} : { 'user-agent': agent.slice(0, 300) });
