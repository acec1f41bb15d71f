import type { BlockWish, Fate } from '#protocol';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import { BoothDesk } from '../../../apps/facility/src/booths/booth-desk.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let desk: BoothDesk;

beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  await house.db.deleteFrom('booth_hours').where('booth', 'not in', ['4', '5']).execute();
  await house.db.deleteFrom('booth').where('number', 'not in', ['4', '5']).execute();
  desk = new BoothDesk(house.all.bench, new DayBoard(house.db, house.all.life, house.now));
});
afterEach(() => house.close());

const FIVE: BlockWish = {
  booths: ['4'],
  from: '2026-11-24T05:00:00.000Z',
  to: '2026-11-24T08:00:00.000Z',
  reason: 'repair',
};
const code = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const carryOut = async (wish: BlockWish) => {
  const { hits } = await desk.reader.preview(wish);
  const fates = hits.map(({ proposed }) => proposed);
  return { fates, ...(await desk.block.run({ wish: { ...wish, fates }, by: 'desk1' })).answer };
};
const rowOf = (id: string) =>
  house.db.selectFrom('booking').select(['state', 'booth', 'sequence']).where('id', '=', id).executeTakeFirstOrThrow();

describe('a block', () => {
  it('shows first what becomes of each booking, then does just that', async () => {
    const one = await house.book();
    const two = await house.book({
      detainee: '1002',
      attorney: 'a2',
      from: '2026-11-24T06:00:00Z',
      to: '2026-11-24T07:00:00Z',
    });
    await house.book({ booth: '5', detainee: '1003', attorney: 'a3' });
    const before = await desk.reader.preview(FIVE);
    // Booth 5 is taken at the first one's time, and free at the second's.
    expect(before.hits.map(({ booking, proposed }) => [booking.id, proposed.fate])).toEqual([
      [one.id, 'move'],
      [two.id, 'move'],
    ]);
    expect(await rowOf(one.id)).toMatchObject({ state: 'confirmed', booth: '4' });
    const { fates } = await carryOut(FIVE);
    const moved = fates as Extract<Fate, { fate: 'move' }>[];
    expect(moved.map(({ slot }) => slot.booth)).toEqual(['5', '5']);
    expect(moved[1]?.slot.from).not.toBe(moved[0]?.slot.from);
    for (const { id } of [one, two])
      expect(await rowOf(id)).toMatchObject({ state: 'confirmed', booth: '5', sequence: 1 });
    await house.drained();
    expect(house.keeper.types().slice(-3)).toEqual(['booth.blocked', 'booking.amended', 'booking.amended']);
  });

  it('beats opening hours and every wish, until its end or until it is lifted; half-open', async () => {
    const { action } = await carryOut(FIVE);
    expect(await code(house.book())).toBe('booth-blocked');
    expect(await code(house.book({ from: '2026-11-24T07:59:00Z', to: '2026-11-24T09:00:00Z' }))).toBe('booth-blocked');
    expect(await code(house.book({ from: '2026-11-24T08:00:00Z', to: '2026-11-24T09:00:00Z' }))).toBe('done');
    expect((await desk.reader.plan()).blocks).toMatchObject([
      { action, booths: ['4'], reason: 'repair', kind: 'block' },
    ]);
    await desk.lift.run({ action, by: 'desk1' });
    expect(await code(house.book())).toBe('done');
    expect((await desk.reader.plan()).blocks).toEqual([]);
    expect(await code(desk.lift.run({ action, by: 'desk1' }))).toBe('not-found');
  });

  it('a booking made after the preview stops it; a running session stops a block, not a lockdown', async () => {
    const { hits } = await desk.reader.preview(FIVE);
    const late = await house.book();
    const fates = hits.map(({ proposed }) => proposed);
    expect(await code(desk.block.run({ wish: { ...FIVE, fates }, by: 'desk1' }))).toBe('plan-changed');
    expect((await desk.reader.plan()).blocks).toEqual([]);
    await house.all.desk.admit.run({ id: late.id, by: 'desk1' });
    await house.all.booth.open('4', (await house.all.slips.make(late.id)).code);
    expect(await code(carryOut(FIVE))).toBe('session-runs');
    const { booths: _, ...everywhere } = FIVE;
    const { ended } = await carryOut(everywhere);
    expect(ended.map(({ id }) => id)).toEqual([late.id]);
    expect((await desk.reader.plan()).blocks).toMatchObject([{ kind: 'lockdown', booths: ['4', '5'] }]);
    expect(await code(house.book({ booth: '5', from: '2026-11-24T06:00:00Z', to: '2026-11-24T07:00:00Z' }))).toBe(
      'booth-blocked',
    );
  });

  it('where no booth is free the booking waits again, with the age it had', async () => {
    const { booths: _, ...everywhere } = FIVE;
    const wish = { ...everywhere, to: '2026-11-25T08:00:00.000Z' };
    const one = await house.book();
    const { fates } = await carryOut(wish);
    expect(fates).toEqual([{ fate: 'queue', booking: one.id }]);
    expect(await rowOf(one.id)).toMatchObject({ state: 'cancelled' });
    const request = await house.db.selectFrom('request').selectAll().executeTakeFirstOrThrow();
    expect(request).toMatchObject({ detainee: '1001', attorney: 'a1', state: 'requested', minutes: 60 });
    expect(request.asked_at <= house.at).toBe(true);
  });

  it('refuses times that are over and booths that are not there', async () => {
    expect(
      await code(desk.reader.preview({ ...FIVE, to: '2026-11-24T04:59:00.000Z', from: '2026-11-24T03:00:00.000Z' })),
    ).toBe('times-wrong');
    expect(await code(desk.reader.preview({ ...FIVE, booths: ['77'] }))).toBe('booth-unknown');
  });

  it('an attorney with an account is told of every change, by words without names', async () => {
    await house.db
      .insertInto('person')
      .values({ id: 'a1', name: 'Attorney 1', email: 'a1@invalid.invalid', username: 'a1', role: 'attorney' } as never)
      .execute();
    await house.book();
    await carryOut(FIVE);
    const notices = await house.db.selectFrom('notice').select(['kind', 'facts', 'sequence']).orderBy('id').execute();
    expect(notices.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['confirmed', 0],
      ['moved', 1],
    ]);
    expect(notices[1]?.facts).toMatchObject({ booth: '5', before: { booth: '4' } });
    expect(JSON.stringify(notices)).not.toMatch(/\b1001\b|Attorney/);
  });
});
