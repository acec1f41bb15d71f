import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import type { RegisterChange } from '../../../apps/facility/src/register/change-register.js';
import { RequestCommands } from '../../../apps/facility/src/requests/request-commands.js';
import { RegisterDesk } from '../../../apps/facility/src/register/register-desk.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let desk: RegisterDesk;

beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  // Reviews look at PostgreSQL's clock: bookings are to come.
  house.at = new Date('2031-11-24T05:00:00Z');
  const board = new DayBoard(house.db, house.all.life, house.now);
  desk = new RegisterDesk(house.all.bench, board);
});
afterEach(() => house.close());

const slot = { from: '2031-11-24T06:00:00Z', to: '2031-11-24T07:00:00Z' };
const change = (one: RegisterChange) => desk.change.run({ change: one, by: 'desk1' });
const person = (number: string, apart: string[] = []) => ({ number, wing: 'B', language: 'ru', needs: '', apart });
const reviews = async () => (await desk.reader.reviews()).reviews;
const code = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const bringsIn = (kind: 'detainees' | 'ties', csv: string, save = true) =>
  desk.imports.run({ kind, csv, save }, { by: 'desk1' });

describe('the register', () => {
  it('keeps who must not meet on both sides, and forgets it on both', async () => {
    await change({ kind: 'detainees', rows: [person('1001', ['1002'])] });
    const of = async (number: string) =>
      (await desk.reader.register()).detainees.find((one) => one.number === number)?.apart;
    expect([await of('1001'), await of('1002')]).toEqual([['1002'], ['1001']]);
    await change({ kind: 'detainees', rows: [person('1002')] });
    expect([await of('1001'), await of('1002')]).toEqual([[], []]);
    expect(await code(change({ kind: 'detainees', rows: [person('1001', ['1001'])] }))).toBe('must-not-meet');
    expect(await code(change({ kind: 'detainees', rows: [person('1001', ['none'])] }))).toBe('detainee-unknown');
  });

  it('transfer, release and hospital put coming bookings up for review; a person decides, with a reason', async () => {
    const one = await house.book(slot);
    const other = await house.book({
      ...slot,
      from: '2031-11-24T08:00:00Z',
      to: '2031-11-24T09:00:00Z',
      attorney: 'a2',
    });
    await change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'hospital' });
    await change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'hospital' });
    expect(new Set((await reviews()).map(({ cause, booking }) => `${cause} ${booking.id}`))).toEqual(
      new Set([one, other].map(({ id }) => `hospital ${id}`)),
    );
    expect(await code(house.book({ from: '2031-11-24T10:00:00Z', to: '2031-11-24T11:00:00Z' }))).toBe('not-here');
    const [first, second] = await reviews();
    await desk.decide.run({
      review: first!.id,
      decision: { decision: 'cancelled', reason: 'in hospital' },
      by: 'desk1',
    });
    await desk.decide.run({ review: second!.id, decision: { decision: 'kept', reason: 'back by then' }, by: 'desk1' });
    expect(await reviews()).toEqual([]);
    const states = await house.db.selectFrom('booking').select('state').execute();
    expect(states.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'confirmed']);
    const again = desk.decide.run({ review: first!.id, decision: { decision: 'kept', reason: 'x' }, by: 'desk1' });
    expect(await code(again)).toBe('wrong-state');
    await house.drained();
    expect(house.keeper.types().slice(-3)).toEqual(['register.changed', 'booking.cancelled', 'register.changed']);
    expect(JSON.stringify(house.keeper.log)).not.toMatch(/\b1001\b|hospital|desk1/);
  });

  it('two who from now on must not meet: the later booking goes to review and is not admitted before it is decided', async () => {
    const first = await house.book(slot);
    const second = await house.book({ ...slot, booth: '5', detainee: '1002', attorney: 'a2' });
    await change({ kind: 'detainees', rows: [person('1001', ['1002'])] });
    const [review] = await reviews();
    expect([review?.cause, review?.booking.id]).toEqual(['keep-apart', second.id]);
    const admit = (id: string) => house.all.desk.admit.run({ id, by: 'desk1' });
    await expect(admit(second.id)).rejects.toMatchObject({ constraint: 'booking_keep_apart' });
    await admit(first.id);
    await desk.decide.run({ review: review!.id, decision: { decision: 'kept', reason: 'two doors' }, by: 'desk1' });
    await admit(second.id);
  });

  it('an offer whose person is away: the desk does not cancel it, a review does, and the request waits again', async () => {
    const account = { id: 'a1', name: 'Attorney 1', email: 'a1@accounts.invalid', username: 'a1', role: 'attorney' };
    await house.db
      .insertInto('person')
      .values(account as never)
      .execute();
    const requests = new RequestCommands(house.all.bench);
    const wish = { detainee: '1001', attorney: 'a1', ...slot, minutes: 60, firstFit: false };
    const request = (await requests.make.run({ wish, askedBy: 'desk', by: 'desk1' })).answer.id;
    const kept = { booth: '4', from: new Date(slot.from), to: new Date(slot.to) };
    const offer = await requests.offer.run({ request, slot: kept, expires: new Date('2031-11-24T05:30:00Z') });
    const cancel = house.all.desk.cancel.run({ id: offer.answer.id, code: 'refused', by: 'desk1' });
    expect(await code(cancel)).toBe('wrong-state');
    await change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'hospital' });
    const [review] = await reviews();
    const decision = { decision: 'cancelled', reason: 'in hospital' } as const;
    await desk.decide.run({ review: review!.id, decision, by: 'desk1' });
    expect(await house.db.selectFrom('request').select(['state', 'settled_at']).executeTakeFirst()).toEqual({
      state: 'requested',
      settled_at: null,
    });
    const { rows } = await sql`select facts ->> 'reason' as reason from notice where kind = 'cancelled'`.execute(
      house.db,
    );
    expect(rows.map((row) => (row as { reason: string }).reason)).toEqual(['not-here']);
  });

  it('a booking made while the person is being sent away is refused, or goes to review; never neither', async () => {
    for (let hour = 0; hour < 12; hour += 1) {
      const at = (h: number) => `2031-11-26T${String(h).padStart(2, '0')}:00:00Z`;
      await change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'here' });
      const [booked] = await Promise.allSettled([
        house.book({ from: at(hour + 5), to: at(hour + 6) }),
        change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'hospital' }),
      ]);
      const id = booked.status === 'fulfilled' ? booked.value.id : undefined;
      if (id !== undefined) expect((await reviews()).map(({ booking }) => booking.id)).toContain(id);
    }
  });

  it('a review can move the booking', async () => {
    await house.book(slot);
    await change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'hospital' });
    await change({ kind: 'whereabouts', detainee: '1001', whereabouts: 'here' });
    const [review] = await reviews();
    const wish = {
      booth: '5',
      detainee: '1001',
      attorney: 'a1',
      from: '2031-11-25T06:00:00Z',
      to: '2031-11-25T07:00:00Z',
    };
    await desk.decide.run({ review: review!.id, decision: { decision: 'moved', reason: 'back', wish }, by: 'desk1' });
    expect(await house.db.selectFrom('booking').select(['booth', 'sequence']).executeTakeFirst()).toEqual({
      booth: '5',
      sequence: 1,
    });
  });
});

describe('an import', () => {
  it('is tried first: every problem by its line, nothing written, also with "save"', async () => {
    const csv =
      'number;wing;language;needs;apart\n2001;A;kk;;2001\n;A;kk;;\n2002;A;kazakh;;9999\n2001;A;ru;;\n1001;C;ru;;2002\n';
    const report = await bringsIn('detainees', csv);
    expect(report).toMatchObject({ rows: 5, saved: false });
    expect(report.problems.map(({ line, code: what, column }) => [line, what, column])).toEqual([
      [2, 'apart-from-self', 'apart'],
      [3, 'cell-missing', 'number'],
      [4, 'language-wrong', 'language'],
      [4, 'detainee-unknown', 'apart'],
      [5, 'number-twice', 'number'],
    ]);
    expect(await house.db.selectFrom('detainee').select('number').where('number', 'like', '2%').execute()).toEqual([]);
  });

  it('takes all of it, people who name each other too; without "save" nothing', async () => {
    const csv = '\uFEFFnumber,apart,wing\n2001,2002 1001,A\n2002,2001,A\n1001,2001,B\n';
    expect(await bringsIn('detainees', csv, false)).toEqual({
      rows: 3,
      added: 2,
      changed: 1,
      saved: false,
      problems: [],
    });
    expect(await bringsIn('detainees', csv)).toMatchObject({ saved: true });
    expect(await bringsIn('detainees', csv)).toMatchObject({ added: 0, changed: 3 });
    expect(await bringsIn('detainees', 'number,wing\n2001,C\n')).toMatchObject({ changed: 1, saved: true });
    const pairs = await house.db.selectFrom('keep_apart').selectAll().orderBy('one').orderBy('other').execute();
    expect(pairs).toEqual([
      { one: '1001', other: '2001' },
      { one: '2001', other: '2002' },
    ]);
  });

  it('ties by user name; strangers are problems; a file that is no list says so', async () => {
    await house.db
      .insertInto('person')
      .values({
        id: 'a1',
        name: 'Attorney 1',
        email: 'a1@accounts.invalid',
        username: 'counsel',
        role: 'attorney',
      } as never)
      .execute();
    expect((await bringsIn('ties', 'attorney,detainee\nnobody,1001\ncounsel,none\n')).problems).toMatchObject([
      { line: 2, code: 'attorney-unknown' },
      { line: 3, code: 'detainee-unknown' },
    ]);
    expect(await bringsIn('ties', 'attorney,detainee\ncounsel,1001\n')).toMatchObject({ added: 1, saved: true });
    expect((await desk.reader.register()).attorneys.find(({ id }) => id === 'a1')?.clients).toEqual(['1001']);
    expect((await bringsIn('detainees', 'a,b\n1,2\n')).problems.map(({ code: what }) => what)).toEqual([
      'column-missing',
      'column-unknown',
      'column-unknown',
    ]);
    expect((await bringsIn('detainees', 'number\n"2001\n')).problems).toMatchObject([{ code: 'not-csv' }]);
  });
});
