import type { Db } from '#postgres';
import type { Role } from '#protocol';
import { sql } from 'kysely';
import { makeKioskCode } from '../kiosks/kiosk-code.js';
import { AccountMaker, type NewAccount } from './account-maker.js';

const ACCOUNTS: readonly NewAccount[] = [
  { username: 'desk1', name: 'Desk officer 1', role: 'desk' },
  { username: 'desk2', name: 'Desk officer 2', role: 'desk' },
  { username: 'attorney1', name: 'Aigerim Sarsenova', role: 'attorney' },
  { username: 'attorney2', name: 'Daniyar Omarov', role: 'attorney' },
  { username: 'oversight1', name: 'Oversight body', role: 'oversight' },
  { username: 'operator1', name: 'Facility operator', role: 'operator' },
  { username: 'clerk1', name: 'Saule Akhmetova', role: 'clerk' },
  { username: 'clerk2', name: 'Marat Zhaksybekov', role: 'clerk' },
];
const BOOTHS = ['1', '2', '3', '4', '5', '6'];
const DETAINEES = [
  { number: '0217', wing: 'A', language: 'kk' },
  { number: '1034', wing: 'A', language: 'ru' },
  { number: '2208', wing: 'B', language: 'ru' },
  { number: '3391', wing: 'B', language: 'kk' },
  { number: '4471', wing: 'C', language: 'en' },
  { number: '5120', wing: 'C', language: 'ru' },
];
/** The booth whose kiosk the demo enrols. */
const KIOSK_BOOTH = '4';

/** What `seed.js` prints. Passwords and the enrolment code are there only when it made them. */
export interface Seeded {
  readonly facility: string;
  readonly accounts: readonly { readonly username: string; readonly role: Role; readonly password?: string }[];
  readonly kiosk?: { readonly booth: string; readonly enrolmentCode: string };
}

/** Fills a database that has no facility yet, all or nothing; of any other it only tells the accounts. */
export function seedDemo(db: Db, facility: { name: string; zone: string }): Promise<Seeded> {
  return db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('facility')
      .values({ name: facility.name, zone: facility.zone })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst();
    if (!made) return existing(trx);
    const maker = new AccountMaker(trx);
    const accounts = [];
    for (const account of ACCOUNTS) {
      const { id, password } = await maker.make(account);
      accounts.push({ username: account.username, role: account.role, password });
      if (account.role === 'attorney') await trx.insertInto('attorney').values({ id, name: account.name }).execute();
    }
    await trx
      .insertInto('booth')
      .values(BOOTHS.map((number) => ({ number })))
      .execute();
    await sql`insert into booth_hours (id, booth, weekday, opens, closes, effective)
      select md5(random()::text || number || weekday), number, weekday, '00:00', '24:00', current_date - 1
      from booth, generate_series(1, 7) as weekday`.execute(trx);
    await trx.insertInto('detainee').values(DETAINEES).execute();
    await sql`insert into tie (attorney, detainee) select attorney.id, detainee.number from attorney, detainee`.execute(
      trx,
    );
    const enrolmentCode = await makeKioskCode(trx, KIOSK_BOOTH);
    return { facility: made.name, accounts, kiosk: { booth: KIOSK_BOOTH, enrolmentCode } };
  });
}

async function existing(db: Db): Promise<Seeded> {
  const { name } = await db.selectFrom('facility').select('name').executeTakeFirstOrThrow();
  const accounts = await db
    .selectFrom('person')
    .select(['username', 'role'])
    .orderBy('created_at')
    .orderBy('username')
    .execute();
  return { facility: name, accounts };
}
