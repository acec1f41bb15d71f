import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusing } from '../../../apps/facility/src/booking/refusing.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => void (house = await TestHouse.open(server)));
afterEach(() => house.close());

type Wish = Parameters<TestHouse['book']>[0];
const tryAll = (wishes: Wish[]) =>
  Promise.all(
    wishes.map((wish) =>
      refusing(() => house.book(wish)).then(
        () => 'made',
        (error: { code: string }) => error.code,
      ),
    ),
  );
const fifty = (wish: (i: number) => Wish) => Array.from({ length: 50 }, (_, i) => wish(i));

describe('double booking', () => {
  it.each([
    ['booth', (i: number) => ({ detainee: String(1000 + i), attorney: `a${i}` }), 'booth-taken'],
    ['detainee', (i: number) => ({ booth: `b${i}`, attorney: `a${i}` }), 'detainee-taken'],
    ['attorney', (i: number) => ({ booth: `b${i}`, detainee: String(1000 + i) }), 'attorney-taken'],
  ])('of a %s: 50 at once, one winner', async (_, wish, code) => {
    const results = await tryAll(fifty(wish));
    expect(results.filter((result) => result === 'made')).toHaveLength(1);
    expect(results.filter((result) => result !== 'made')).toEqual(Array.from({ length: 49 }, () => code));
    const rows = await house.db.selectFrom('booking').select('id').execute();
    const entries = await house.db.selectFrom('outbox').select('id').execute();
    expect([rows.length, entries.length]).toEqual([1, 1]);
  });

  it('of one slot: 200 at once, one winner, and every other is given the nearest that are free', async () => {
    const people = Array.from({ length: 200 }, (_, i) => i);
    await house.db
      .insertInto('detainee')
      .values(people.map((i) => ({ number: `n${i}` })))
      .execute();
    await house.db
      .insertInto('attorney')
      .values(people.map((i) => ({ id: `l${i}`, name: `Attorney l${i}` })))
      .execute();
    const { alternatives, make } = house.all.desk;
    const results = await Promise.all(
      people.map((i) => {
        const wish = {
          booth: '4',
          detainee: `n${i}`,
          attorney: `l${i}`,
          from: '2026-11-24T05:00:00.000Z',
          to: '2026-11-24T06:00:00.000Z',
        };
        const act = () => refusing(() => make.run({ wish, by: 'desk1' }));
        return alternatives.offered(wish, undefined, act).then(
          () => undefined,
          (error: unknown) => error as { code: string; alternatives: { booth: string; from: string }[] },
        );
      }),
    );
    const losers = results.filter((result) => result !== undefined);
    expect(losers).toHaveLength(199);
    for (const { code, alternatives: nearest } of losers) {
      expect(code).toBe('booth-taken');
      expect(nearest).toHaveLength(3);
      // Another booth is free at the very same time; the others are other times.
      const [first] = nearest;
      expect([first?.booth === '4', first?.from]).toEqual([false, '2026-11-24T05:00:00.000Z']);
      expect(new Set(nearest.map(({ from }) => from)).size).toBe(3);
    }
    expect(await house.db.selectFrom('booking').select('id').execute()).toHaveLength(1);
  });

  it('does not refuse 50 at once that share nothing (control)', async () => {
    const results = await tryAll(fifty((i) => ({ booth: `b${i}`, detainee: String(1000 + i), attorney: `a${i}` })));
    expect(new Set(results)).toEqual(new Set(['made']));
  });

  it('is half-open: one may begin when the other ends', async () => {
    await house.book();
    const touching = { from: '2026-11-24T06:00:00Z', to: '2026-11-24T07:00:00Z' };
    expect(await tryAll([touching])).toEqual(['made']);
    expect(await tryAll([{ ...touching, from: '2026-11-24T05:59:59Z', detainee: '1009', attorney: 'a9' }])).toEqual([
      'booth-taken',
    ]);
  });

  it('amending into the own slot does not clash, into another one does', async () => {
    const { id } = await house.book();
    await house.book({ booth: '5', detainee: '1002', attorney: 'a2' });
    const amend = (booth: string, to: string) =>
      refusing(() =>
        house.all.desk.amend.run({
          id,
          by: 'desk1',
          wish: { booth, detainee: '1001', attorney: 'a1', from: '2026-11-24T05:10:00Z', to },
        }),
      );
    expect((await amend('4', '2026-11-24T06:10:00Z')).answer.from.toISOString()).toBe('2026-11-24T05:10:00.000Z');
    await expect(amend('5', '2026-11-24T06:10:00Z')).rejects.toMatchObject({ code: 'booth-taken', field: 'booth' });
    await expect(amend('4', '2026-11-24T05:00:00Z')).rejects.toMatchObject({ code: 'times-wrong' });
  });

  it('a cancelled booking holds nothing; unknown numbers are named', async () => {
    const { id } = await house.book();
    await house.all.desk.cancel.run({ id, code: 'refused', by: 'desk1' });
    const unknown = [{ booth: '99' }, { detainee: '99' }, { attorney: 'zz' }];
    expect(await tryAll([{}])).toEqual(['made']);
    for (const [i, wish] of unknown.entries()) {
      const later = { from: `2026-11-25T0${i}:00:00Z`, to: `2026-11-25T0${i}:30:00Z` };
      const [key] = Object.keys(wish);
      expect(await tryAll([{ ...later, ...wish }])).toEqual([`${key}-unknown`]);
    }
  });

  it('an act that fails leaves no entry', async () => {
    const { id } = await house.book();
    await expect(house.all.desk.amend.run({ id: 'f'.repeat(32), by: 'x', wish: {} as never })).rejects.toThrow(
      'not-found',
    );
    await house.all.desk.cancel.run({ id, code: 'no-show', by: 'desk1' });
    await expect(house.all.desk.admit.run({ id, by: 'desk1' })).rejects.toThrow('wrong-state');
    const rows = await house.db.selectFrom('outbox').select('leaf').orderBy('id').execute();
    expect(rows.map(({ leaf }) => (leaf as { type: string }).type)).toEqual(['booking.made', 'booking.cancelled']);
  });
});
