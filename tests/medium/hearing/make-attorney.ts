import { AccountMaker } from '../../../apps/facility/src/people/account-maker.js';
import { cookieHeader } from '../people/facility-under-test.js';
import type { TestCourt } from './test-court.js';

/** An attorney with an account in use, signed in. */
export async function makeAttorney(court: TestCourt, username: string, name: string) {
  const { id, password } = await new AccountMaker(court.db).make({ username, name, role: 'attorney' });
  await court.db.insertInto('attorney').values({ id, name }).execute();
  return { id, name, cookie: cookieHeader(await court.facility.signIn('attorney', username, password)) };
}
