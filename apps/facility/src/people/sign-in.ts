import type { IncomingHttpHeaders } from 'node:http';
import { APIError } from 'better-auth/api';
import { type Audience, Role, type SignIn as Typed } from '#protocol';
import type { Db } from '#postgres';
import { Refused } from '../hosts/refused.js';
import { Metrics } from '../metrics/metrics.js';
import { Accounts } from './accounts.js';
import { DEVICE_COOKIE, readCookies, setCookie } from './cookies.js';
import { DEVICE_SECONDS, accountKey, knownDevice, makeDeviceCookie } from './device-cookie.js';
import { SignInTries } from './sign-in-tries.js';
import { ROLES_OF_HOST } from './visitor.js';

/** Signs a person in. Which of name, password or host was wrong is not said. */
export class SignIn {
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
    const cookies = await this.#check({ username, password }, audience, browserOf(headers)).catch((error: unknown) => {
      this.metrics.signIns.inc({ result: error instanceof Refused ? 'wrong' : 'failed' });
      throw error;
    });
    this.metrics.signIns.inc({ result: 'in' });
    await this.tries.giveBack(account, device ?? '');
    return [...cookies, setCookie(DEVICE_COOKIE, makeDeviceCookie(secret, account, device), DEVICE_SECONDS)];
  }

  async #check(body: Typed, audience: Audience, sent: Headers): Promise<string[]> {
    const { headers, response } = await this.accounts.auth.api
      .signInUsername({ body, headers: sent, returnHeaders: true })
      .catch((error: unknown) => {
        throw error instanceof APIError && error.statusCode < 500 ? new Refused('wrong-sign-in') : error;
      });
    if (!response) throw new Refused('wrong-sign-in');
    const person = await this.db
      .selectFrom('person')
      .select(['role', 'deactivated_at'])
      .where('id', '=', response.user.id)
      .executeTakeFirst();
    const role = Role.safeParse(person?.role);
    if (!role.success || !ROLES_OF_HOST[audience].includes(role.data)) {
      await this.db.deleteFrom('sign_in_session').where('token', '=', response.token).execute();
      throw new Refused('wrong-sign-in');
    }
    if (person?.deactivated_at) {
      await this.db.deleteFrom('sign_in_session').where('token', '=', response.token).execute();
      throw new Refused('account-inactive');
    }
    return headers.getSetCookie();
  }
}

/** All that the account library sees of a request: how the browser calls itself, for the list of own sign-ins. */
const browserOf = ({ 'user-agent': agent }: IncomingHttpHeaders): Headers =>
  new Headers(agent === undefined ? {} : { 'user-agent': agent.slice(0, 300) });
