import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subjectName } from '../../../apps/facility/src/retention/erase-details.js';
import { Erasure } from '../../../apps/facility/src/retention/erasure.js';
import { retentionDays } from '../../../apps/facility/src/retention/retention-rules.js';
import { RequestCommands } from '../../../apps/facility/src/requests/request-commands.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let erasure: Erasure;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  const { outbox, vault } = house.all;
  erasure = new Erasure({
    db: house.db,
    outbox,
    vault,
    days: retentionDays({ booking: 30, request: 40 }),
    now: house.now,
  });
});
afterEach(() => house.close());

const DAY_MS = 86_400_000;
const later = (days: number) => (house.at = new Date(house.at.getTime() + days * DAY_MS));
const count = async (table: string, where: string) =>
  Number(
    (await sql<{ n: string }>`select count(*) as n from ${sql.raw(table)} where ${sql.raw(where)}`.execute(house.db))
      .rows[0]?.n,
  );
const keys = () => readdir(join(house.folder, 'openings'));

describe('what is kept too long', () => {
  it('a booking goes with its notices, reviews, details and key when its time has come; one whose time has not stays', async () => {
    const old = await house.book();
    const young = await house.book({ from: '2026-12-04T05:00:00Z', to: '2026-12-04T06:00:00Z' });
    later(29);
    expect(await erasure.look()).toBe(0);
    expect((await keys()).sort()).toEqual([`${old.id}.key`, `${young.id}.key`].sort());
    later(3);
    expect(await erasure.look()).toBe(1);
    expect(await count('booking', `id = '${old.id}'`)).toBe(0);
    expect(await count('opening', `booking = '${old.id}'`)).toBe(0);
    expect(await count('booking', `id = '${young.id}'`)).toBe(1);
    expect(await count('opening', `booking = '${young.id}'`)).toBe(1);
    expect((await keys()).sort()).toEqual([`${old.id}.erased`, `${young.id}.key`].sort());
    await house.drained();
    const told = house.keeper.log.filter(({ type }) => type === 'details.erased');
    expect(told.map((leaf) => leaf.public)).toEqual([{ subjects: [subjectName(old.id)], cause: 'due' }]);
    // The entries of the booking are still in the log, and nothing is erased twice.
    expect(house.keeper.types().filter((type) => type === 'booking.made')).toHaveLength(2);
    expect(await erasure.look()).toBe(0);
  });

  it('a session that runs is never erased, however long ago its slot was', async () => {
    const { code } = await house.admitted();
    await house.all.booth.open('4', code);
    later(400);
    expect(await erasure.look()).toBe(0);
    expect(await count('booking', "state = 'in-session'")).toBe(1);
  });

  it('of a settled request it is forgotten who asked for whom, not how long it waited; one that waits stays', async () => {
    const commands = new RequestCommands(house.all.bench);
    const ask = async (detainee: string) => {
      const [from, to] = [house.at, new Date(house.at.getTime() + 300 * DAY_MS)].map((at) => at.toISOString());
      const wish = { detainee, attorney: 'a1', from: from as string, to: to as string, minutes: 30, firstFit: false };
      return (await commands.make.run({ wish, askedBy: 'desk', by: 'desk1' })).answer.id;
    };
    const settled = await ask('1001');
    const waits = await ask('1002');
    await commands.withdraw.run({ request: settled, reason: 'withdrawn', by: 'desk1' });
    later(41);
    expect(await erasure.look()).toBe(1);
    const rows = await house.db.selectFrom('request').select(['id', 'detainee', 'attorney', 'settled_at']).execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get(settled)).toMatchObject({ detainee: null, attorney: null, settled_at: expect.any(Date) });
    expect(byId.get(waits)).toMatchObject({ detainee: '1002' });
    expect((await keys()).sort()).toEqual([`${settled}.erased`, `${waits}.key`].sort());
  });

  it('a failure between key and rows is made good by the next look', async () => {
    const { id } = await house.book();
    later(31);
    await house.all.vault.erase(id);
    expect(await erasure.look()).toBe(1);
    expect(await count('booking', `id = '${id}'`)).toBe(0);
  });

  it('a slip’s code has no use a day after its slot; a person who left is forgotten after the last booking', async () => {
    await house.admitted();
    expect(await count('booking', 'slip_hmac is not null')).toBe(1);
    await sql`update detainee set whereabouts = 'released', updated_at = ${house.at} where number = '1001'`.execute(
      house.db,
    );
    later(2);
    await erasure.look();
    expect(await count('booking', 'slip_hmac is not null')).toBe(0);
    expect(await count('detainee', "number = '1001'")).toBe(1);
    later(370);
    await erasure.look();
    expect(await count('detainee', "number = '1001'")).toBe(0);
    expect(await count('detainee', "number = '1002'")).toBe(1);
  });

  it('more than one entry holds are erased in several', async () => {
    for (let n = 0; n < 60; n++) {
      const booth = `b${n}`;
      const [detainee, attorney] = [String(1000 + n), `a${n}`];
      await house.book({ booth, detainee, attorney });
      await house.book({ booth, detainee, attorney, from: '2026-11-25T05:00:00Z', to: '2026-11-25T06:00:00Z' });
    }
    later(40);
    expect(await erasure.look()).toBe(120);
    await house.drained();
    const told = house.keeper.log.filter(({ type }) => type === 'details.erased');
    expect(told.map((leaf) => (leaf.public?.['subjects'] as string[]).length)).toEqual([100, 20]);
  });
});
