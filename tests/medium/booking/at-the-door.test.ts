import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestPostgres } from '#testing';
import { Bells } from '../../../apps/facility/src/booking/bells.js';
import { refusing } from '../../../apps/facility/src/booking/refusing.js';
import { ringBell } from '../../../apps/facility/src/booth/ring-bell.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => {
  server = await TestPostgres.start();
  house = await TestHouse.open(server);
});
afterAll(async () => {
  await house?.close();
  await server?.stop();
});

it('moves a booking to another booth: the old slip is void, the entry says so, a running one is refused', async () => {
  const { desk, slips } = house.all;
  const { id } = await house.book();
  const { code } = await slips.make(id);
  const { answer } = await desk.move.run({ id, booth: '5', by: 'desk1' });
  expect(answer).toMatchObject({ booth: '5', booth_label: 'Booth 5', state: 'confirmed' });
  await expect(slips.shown(code, house.at)).rejects.toMatchObject({ code: 'code-wrong' });
  await desk.admit.run({ id, by: 'desk1' });
  const again = await slips.make(id);
  await house.all.booth.open('5', again.code);
  await expect(desk.move.run({ id, booth: '4', by: 'desk1' })).rejects.toMatchObject({ code: 'session-runs' });
  expect(house.keeper.types().filter((type) => type === 'booking.amended')).toHaveLength(1);
});

it('makes slips for many, or for none when one of them is called off', async () => {
  const { desk, slips } = house.all;
  const one = await house.book({ booth: 'b1', detainee: '1011', attorney: 'a11' });
  const two = await house.book({ booth: 'b2', detainee: '1012', attorney: 'a12' });
  const made = await slips.makeAll([two.id, one.id]);
  expect(made.map(({ detainee }) => detainee)).toEqual(['1012', '1011']);
  await desk.cancel.run({ id: two.id, code: 'refused', saidBy: 'detainee', by: 'desk1' });
  await expect(slips.makeAll([one.id, two.id])).rejects.toMatchObject({ code: 'wrong-state' });
  expect(await slips.shown(made[1]!.code, house.at)).toMatchObject({ id: one.id });
});

it('says of a shown slip whether it is for now, used or over', async () => {
  const { slips } = house.all;
  const { id } = await house.book({ booth: 'b3', detainee: '1013', attorney: 'a13' });
  const { code } = await slips.make(id);
  const hours = (count: number) => new Date(house.at.getTime() + count * 3_600_000);
  expect(await slips.shown(code, house.at)).toMatchObject({ id });
  await expect(slips.shown(code, hours(-24))).rejects.toMatchObject({ code: 'too-early' });
  await expect(slips.shown(code, hours(24))).rejects.toMatchObject({ code: 'code-expired' });
  await expect(slips.shown('00000000', house.at)).rejects.toMatchObject({ code: 'code-wrong' });
});

it('refuses a taken booth with what is free instead, and that can be booked', async () => {
  const { desk } = house.all;
  const wish = {
    ...{ booth: 'b4', detainee: '1014', attorney: 'a14' },
    ...{ from: '2026-11-24T07:00:00Z', to: '2026-11-24T08:00:00Z' },
  };
  await house.book(wish);
  const other = { ...wish, detainee: '1015', attorney: 'a15' };
  const refused = desk.alternatives.offered(other, undefined, () =>
    refusing(() => desk.make.run({ wish: other, by: 'd' })),
  );
  const { code, alternatives } = await refused.then(
    () => expect.unreachable(),
    (error: { code: string; alternatives: { booth: string; from: string; to: string }[] }) => error,
  );
  expect(code).toBe('booth-taken');
  expect(alternatives).toHaveLength(3);
  for (const [i, slot] of alternatives.entries()) {
    await house.book({ ...slot, detainee: `102${i}`, attorney: `a2${i}` });
  }
});

it('books nothing in a blocked booth, one without hours, for somebody who left, or beside whom to keep away from', async () => {
  const { db } = house;
  await db.insertInto('booth').values({ number: 'new' }).execute();
  await expect(house.book({ booth: 'new', detainee: '1030', attorney: 'a30' })).rejects.toMatchObject({
    code: 'booth-closed',
  });
  await sql`insert into booth_block (id, action, booth, during, kind, reason) values
    (${'1'.repeat(32)}, ${'2'.repeat(32)}, 'b7', tstzrange('2026-11-24T05:30:00Z', '2026-11-24T05:45:00Z'), 'block', 'repair')`.execute(
    db,
  );
  await expect(house.book({ booth: 'b7', detainee: '1030', attorney: 'a30' })).rejects.toMatchObject({
    code: 'booth-blocked',
  });
  await house.book({ booth: 'b7', detainee: '1030', attorney: 'a30', from: '2026-11-24T05:45:00Z' });
  await db.updateTable('detainee').set({ whereabouts: 'released' }).where('number', '=', '1031').execute();
  await expect(house.book({ booth: 'b8', detainee: '1031', attorney: 'a31' })).rejects.toMatchObject({
    code: 'not-here',
  });
  await db.insertInto('keep_apart').values({ one: '1032', other: '1033' }).execute();
  await house.book({ booth: 'b9', detainee: '1032', attorney: 'a32' });
  const beside = { booth: 'b10', detainee: '1033', attorney: 'a33' };
  await expect(house.book(beside)).rejects.toMatchObject({ constraint: 'booking_keep_apart' });
  await house.book({ ...beside, from: '2026-11-24T06:00:00Z', to: '2026-11-24T07:00:00Z' });
});

it('keeps one open bell a booth, escalates after a minute, and is quiet once somebody goes', async () => {
  const bells = new Bells(house.db, house.now);
  await ringBell(house.db, 'b20', undefined, house.at);
  await ringBell(house.db, 'b20', 'unwell', house.at);
  const [bell] = (await bells.open()).bells.filter(({ booth }) => booth === 'b20');
  expect(bell).toMatchObject({ problem: 'unwell', escalated: false });
  house.at = new Date(house.at.getTime() + 60_000);
  expect((await bells.open()).bells).toMatchObject([{ booth: 'b20', escalated: true }]);
  await bells.going(bell!.id, 'desk1');
  await bells.going(bell!.id, 'desk1');
  expect((await bells.open()).bells).toEqual([]);
  await ringBell(house.db, 'b20', undefined, house.at);
  expect((await bells.open()).bells).toMatchObject([{ problem: 'staff', escalated: false }]);
});
