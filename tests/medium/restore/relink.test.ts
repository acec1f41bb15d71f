import type { Leaf } from '#ledger';
import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeUp } from '../../../apps/facility/src/restore/take-up.js';
import { TestHouse, until } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => void (house = await TestHouse.open(server)));
afterEach(() => house.close());

/** The tables that a backup would bring back, as they are now. */
async function backUp(): Promise<() => Promise<void>> {
  const tables = ['booking', 'outbox', 'opening', 'chain'];
  for (const table of tables) await sql.raw(`create table kept_${table} as table ${table}`).execute(house.db);
  return async () => {
    for (const table of tables.toReversed()) await sql.raw(`delete from ${table}`).execute(house.db);
    for (const table of tables) await sql.raw(`insert into ${table} select * from kept_${table}`).execute(house.db);
  };
}
const take = (leaves: readonly Leaf[] = house.keeper.log, backup = 1) => {
  const { outbox, vault } = house.all;
  return takeUp({ db: house.db, outbox, vault, leaves: [...leaves], backup, now: house.now });
};
const commitments = () => house.keeper.log.flatMap(({ commitment }) => commitment ?? []);

describe('an older database beside a newer ledger', () => {
  it('rows that wait and are in the ledger are not entered again; those that never got there are', async () => {
    await house.book();
    await house.drained();
    house.keeper.state_ = 'down';
    await house.book({ booth: 'b1', detainee: '1002', attorney: 'a2' });
    const putBack = await backUp();
    house.keeper.state_ = 'up';
    await house.book({ booth: 'b2', detainee: '1003', attorney: 'a3' });
    await house.drained();
    await house.drainer.stop();
    await putBack();
    const refusal = { type: 'gateway.refused', public: { code: 'verb-not-allowed', count: 1 } } as const;
    const late = await house.db.transaction().execute((trx) => house.all.outbox.append(trx, refusal));
    const size = house.keeper.log.length;
    expect(await take()).toEqual({
      unknown: 1,
      erasedAgain: 0,
      again: { passwords: 0, deactivated: 0, kiosks: 0 },
    });
    await house.restart();
    await house.drained();
    expect(new Set(commitments()).size).toBe(commitments().length);
    expect(house.keeper.types().slice(size).sort()).toEqual(['facility.restored', 'gateway.refused']);
    expect(await house.drainer.indexOf(late, 1_000)).toBeGreaterThanOrEqual(size);
  });

  it('a number that another entry got meanwhile is given up', async () => {
    await house.book();
    await house.drained();
    house.keeper.state_ = 'loses-answers';
    await house.book({ booth: 'b1', detainee: '1002', attorney: 'a2' });
    await until(() => house.keeper.log.length === 2);
    const putBack = await backUp();
    house.keeper.state_ = 'up';
    await house.drained();
    await house.drainer.stop();
    await putBack();
    // As after an earlier restore: another took the number that a waiting row believes to have.
    await sql`insert into outbox (chain, leaf, seq) select chain, jsonb_set(leaf, '{commitment}', to_jsonb(repeat('ab', 32))), 2
      from outbox order by id limit 1`.execute(house.db);
    expect(await take()).toMatchObject({ unknown: 0 });
    await house.restart();
    await house.drained();
    const seqs = house.keeper.log.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => at));
  });

  it('a session that the ledger closed is over, one that no booking has any more is closed', async () => {
    const { code, id } = await house.admitted();
    const admittedOnly = await backUp();
    await house.all.booth.open('4', code);
    await house.drained();
    const session = house.keeper.log.find(({ type }) => type === 'booth.opened')?.session;
    await house.drainer.stop();
    await admittedOnly();
    await take();
    await house.restart();
    await house.drained();
    const closed = house.keeper.log.filter(({ type }) => type === 'session.closed');
    expect(closed.map((leaf) => [leaf.session, leaf.public])).toEqual([[session, { code: 'link-lost' }]]);
    // Nobody opens a booth with a slip of before.
    await expect(house.all.booth.open('4', code)).rejects.toMatchObject({ code: 'code-wrong' });
    expect((await house.db.selectFrom('booking').select('state').where('id', '=', id).executeTakeFirst())?.state).toBe(
      'admitted',
    );
  });

  it('another ledger is refused, and nothing has changed (control)', async () => {
    await house.book();
    await house.drained();
    const [first] = house.keeper.log as [Leaf];
    await expect(take([{ ...first, commitment: 'ab'.repeat(32) }])).rejects.toMatchObject({ code: 'other-ledger' });
    expect(await house.drainer.waiting()).toBe(0);
    await expect(take([])).rejects.toMatchObject({ code: 'other-ledger' });
  });

  it('no code and no key of before opens anything; what was replaced since is counted', async () => {
    const at = house.now();
    const later = new Date(at.getTime() + 3_600_000);
    await house.db
      .insertInto('kiosk')
      .values({ id: 'k', booth: '4', public_key: Buffer.alloc(32) })
      .execute();
    const codes = { code_hash: 'c', booth: '4', expires_at: later, made_by: null, used_at: null };
    await house.db.insertInto('kiosk_enrolment').values(codes).execute();
    const live = async () => {
      const kiosks = await house.db.selectFrom('kiosk').select('id').where('revoked_at', 'is', null).execute();
      const open = await house.db.selectFrom('kiosk_enrolment').select('booth').where('used_at', 'is', null).execute();
      return [kiosks.length, open.length];
    };
    await house.book();
    const device = Buffer.alloc(32).toString('base64url');
    const enrolled = {
      type: 'kiosk.enrolled',
      public: { device },
      booking: 'e'.repeat(32),
      details: { booth: '4' },
    } as const;
    await house.db.transaction().execute((trx) => house.all.outbox.append(trx, enrolled));
    await house.drained();
    await house.drainer.stop();
    expect(await live()).toEqual([1, 1]);
    // Control: a kiosk of before the backup, not replaced since, goes on; a code does not.
    expect((await take(house.keeper.log, house.keeper.log.length)).again.kiosks).toBe(0);
    expect(await live()).toEqual([1, 0]);
    expect((await take(house.keeper.log, 1)).again.kiosks).toBe(1);
    expect(await live()).toEqual([0, 0]);
  });
});
