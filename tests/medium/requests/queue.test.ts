import { BookingError } from '#booking';
import type { DeskRequestWish } from '#protocol';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Alternatives } from '../../../apps/facility/src/booking/alternatives.js';
import { SetHoliday } from '../../../apps/facility/src/booths/set-holiday.js';
import { Allocator } from '../../../apps/facility/src/requests/allocator.js';
import { KioskWishes } from '../../../apps/facility/src/requests/kiosk-wishes.js';
import { RequestBoard } from '../../../apps/facility/src/requests/request-board.js';
import { RequestCommands } from '../../../apps/facility/src/requests/request-commands.js';
import { RequestDesk } from '../../../apps/facility/src/requests/request-desk.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let desk: RequestDesk;
let wishes: KioskWishes;
let allocator: Allocator;

beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  // One booth, open 10:00 to 12:00 in Almaty: two consultations of an hour fit a day.
  await house.db.deleteFrom('booth_hours').execute();
  await house.db.deleteFrom('booth').where('number', '<>', '4').execute();
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const id = String(weekday).padStart(32, '0');
    const hours = { id, booth: '4', weekday, opens: '10:00', closes: '12:00', effective: '2020-01-01' };
    await house.db.insertInto('booth_hours').values(hours).execute();
  }
  // Monday 23 November 2026, 09:00 in Almaty (UTC+5).
  house.at = new Date('2026-11-23T04:00:00Z');
  const commands = new RequestCommands(house.all.bench);
  const { offer, confirm, expire } = commands;
  allocator = new Allocator({ db: house.db, now: house.now, offer, confirm, expire });
  const alternatives = new Alternatives(house.db, house.now);
  desk = new RequestDesk(house.db, commands, new RequestBoard(house.db, alternatives, house.now), alternatives);
  wishes = new KioskWishes(house.db, commands.make, house.now);
});
afterEach(() => house.close());

const at = (day: number, hour: number, minute = 0): string =>
  new Date(Date.UTC(2026, 10, day, hour - 5, minute)).toISOString();

async function ask(client: number, change: Partial<DeskRequestWish> = {}) {
  const wish = {
    detainee: String(1000 + client),
    attorney: `a${client}`,
    from: at(23, 10),
    to: at(23, 12),
    minutes: 60,
    firstFit: false,
    ...change,
  };
  return (await desk.make({ wish, askedBy: 'desk', by: 'desk1' })).id;
}

const stateOf = async (id: string): Promise<string> =>
  (await house.db.selectFrom('request').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const one = async (id: string) => {
  const found = (await desk.board.queue()).requests.find((request) => request.id === id);
  if (found === undefined) throw new Error('not in the queue');
  return found;
};
const code = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('the queue', () => {
  it('offers what is free in its order; who waits sees the place, the reason and when to expect a slot', async () => {
    const first = await ask(1);
    house.at = new Date(house.at.getTime() + 60_000);
    const second = await ask(2);
    const third = await ask(3);
    const hearing = await ask(4, { hearing: at(25, 9) });
    await allocator.look();
    // The hearing goes before the longest wait; the second and third find the window full.
    expect(await Promise.all([hearing, first, second, third].map(stateOf))).toEqual([
      'offered',
      'offered',
      'requested',
      'requested',
    ]);
    const offered = await one(hearing);
    expect(offered.offer).toMatchObject({ booth: '4', from: at(23, 10), expires: at(23, 9, 45) });
    const waits = [await one(second), await one(third)];
    expect(new Set(waits.map(({ place }) => place))).toEqual(new Set([1, 2]));
    for (const { reason } of waits) expect(reason).toBe('waiting');
    expect(new Set(waits.map(({ expectedAt }) => expectedAt))).toEqual(new Set([at(24, 10), at(24, 11)]));
  });

  it('a request of more than five working days goes before a hearing', async () => {
    const old = await ask(1, { to: at(23, 11) });
    await house.db
      .updateTable('request')
      .set({ asked_at: new Date(at(12, 9)) })
      .where('id', '=', old)
      .execute();
    const hearing = await ask(2, { to: at(23, 11), hearing: at(24, 9) });
    expect((await one(old)).waitedWorkingDays).toBe(6);
    expect((await one(old)).reason).toBe('overdue');
    await allocator.look();
    expect([await stateOf(old), await stateOf(hearing)]).toEqual(['offered', 'requested']);
    expect((await one(old)).offer?.from).toBe(at(23, 10));
  });

  it('a withdrawn request, a cancellation and an offer that ran out promote the next; the place is kept', async () => {
    const only = { to: at(23, 11) };
    const first = await ask(1, only);
    await allocator.look();
    house.at = new Date(house.at.getTime() + 60_000);
    const second = await ask(2, only);
    await allocator.look();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['offered', 'requested']);

    // Nobody answered by 09:45: the slot cannot be given a second time so late; both wait with their age.
    house.at = new Date(at(23, 9, 45));
    await allocator.look();
    expect(await one(first)).toMatchObject({ offersExpired: 1 });
    expect((await one(first)).offer?.from).not.toBe(at(23, 10));

    const next = { from: at(26, 10), to: at(26, 11) };
    const third = await ask(3, { ...next, firstFit: true });
    await allocator.look();
    expect(await stateOf(third)).toBe('confirmed');
    const fourth = await ask(4, { ...next, firstFit: true });
    await allocator.look();
    expect(await stateOf(fourth)).toBe('requested');
    const { id } = await house.db
      .selectFrom('booking')
      .select('id')
      .where('request', '=', third)
      .executeTakeFirstOrThrow();
    await house.all.desk.cancel.run({ id, code: 'no-show', by: 'desk1' });
    await allocator.look();
    expect(await stateOf(fourth)).toBe('confirmed');
  });

  it('an expired offer goes to the next first, not to the same again', async () => {
    const only = { from: at(24, 10), to: at(24, 11) };
    const first = await ask(1, only);
    await allocator.look();
    const second = await ask(2, only);
    await allocator.look();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['offered', 'requested']);
    // Four working hours after 09:00.
    expect((await one(first)).offer?.expires).toBe(at(23, 13));
    house.at = new Date(at(23, 13));
    await allocator.look();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['requested', 'offered']);
    await house.drained();
    expect(house.keeper.types()).toEqual(expect.arrayContaining(['offer.expired', 'offer.made']));
  });

  it('over a holiday no time to answer runs, and it is no working day of waiting; another day changes nothing', async () => {
    const holiday = new SetHoliday(house.all.bench);
    const thursday = (client: number) => ask(client, { from: at(26, 10), to: at(26, 11) });
    const expires = async (id: string) => (await one(id)).offer?.expires;
    house.at = new Date(at(23, 15));
    const first = await thursday(1);
    await allocator.look();
    // Three working hours on Monday, one on Tuesday.
    expect(await expires(first)).toBe(at(24, 10));
    await desk.commands.withdraw.run({ request: first, reason: 'withdrawn', by: 'desk1' });

    await holiday.run({ day: '2026-11-28', holiday: true, by: 'desk1' });
    await holiday.run({ day: '2026-11-24', holiday: true, by: 'desk1' });
    const second = await thursday(2);
    await allocator.look();
    expect(await expires(second)).toBe(at(25, 10));
    const waits = await thursday(3);
    house.at = new Date(at(24, 19));
    expect((await one(waits)).waitedWorkingDays).toBe(0);

    house.at = new Date(at(24, 12));
    await holiday.run({ day: '2026-11-24', holiday: false, by: 'desk1' });
    // What was told stays; waiting is counted anew.
    expect(await expires(second)).toBe(at(25, 10));
    house.at = new Date(at(24, 19));
    expect((await one(waits)).waitedWorkingDays).toBe(1);
  });

  it('accepts the kept slot, or another that is free; a taken one brings the nearest', async () => {
    const first = await ask(1);
    const second = await ask(2, { to: at(24, 12) });
    await allocator.look();
    const { offer } = await one(first);
    await desk.accept({ request: first, by: 'a1', attorney: 'a1' });
    expect(await stateOf(first)).toBe('confirmed');
    const taken = { booth: '4', from: offer?.from ?? '', to: offer?.to ?? '' };
    const refused = await desk
      .accept({ request: second, slot: taken, by: 'a2', attorney: 'a2' })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'booth-taken', alternatives: [{ booth: '4' }, {}, {}] });
    expect(await stateOf(second)).toBe('offered');
    const free = { booth: '4', from: at(24, 10), to: at(24, 11) };
    await desk.accept({ request: second, slot: free, by: 'a2', attorney: 'a2' });
    expect(await stateOf(second)).toBe('confirmed');
    const slots = await house.db.selectFrom('booking').select('state').where('request', '=', second).execute();
    expect(slots.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'confirmed']);
    expect(await code(desk.accept({ request: second, by: 'a2', attorney: 'a2' }))).toBe('wrong-state');
  });

  it('another attorney’s request is not there; an offer that is over is gone; no tie, no request', async () => {
    const first = await ask(1);
    await allocator.look();
    expect(await code(desk.accept({ request: first, by: 'a2', attorney: 'a2' }))).toBe('not-found');
    house.at = new Date(at(23, 9, 50));
    expect(await code(desk.accept({ request: first, by: 'a1', attorney: 'a1' }))).toBe('offer-gone');
    const wish = { detainee: '1001', attorney: 'a1', from: at(24, 10), to: at(24, 12), minutes: 30, firstFit: false };
    const asked = { wish, askedBy: 'attorney', by: 'a1' } as const;
    expect(await code(desk.make(asked))).toBe('no-tie');
    expect(await code(desk.make({ ...asked, wish: { ...wish, detainee: '99999' } }))).toBe('no-tie');
    await house.db.insertInto('tie').values({ attorney: 'a1', detainee: '1001' }).execute();
    expect(await code(desk.make(asked))).toBe('done');
    expect(await code(desk.make({ ...asked, wish: { ...wish, minutes: 121 } }))).toBe('times-wrong');
  });

  it('the kiosk: a wish waits once; without a tie and for an unknown number the desk is called', async () => {
    await house.db.insertInto('tie').values({ attorney: 'a1', detainee: '1001' }).execute();
    expect([await wishes.wish('4', '1001'), await wishes.wish('4', '1001')]).toEqual(['request', 'request']);
    expect((await desk.board.queue()).requests).toMatchObject([{ askedBy: 'detainee', detainee: '1001' }]);
    expect([await wishes.wish('4', '1002'), await wishes.wish('4', 'none')]).toEqual(['told-desk', 'told-desk']);
    const bells = await house.db.selectFrom('bell').select(['booth', 'problem']).execute();
    expect(bells).toEqual([{ booth: '4', problem: 'wants-lawyer' }]);
  });

  it('a booth that asks in the name of every number begins five requests in ten minutes; the desk hears of the rest', async () => {
    const numbers = ['1001', '1002', '1003', '1004', '1005', '1006', '1007'];
    for (const detainee of numbers) await house.db.insertInto('tie').values({ attorney: 'a1', detainee }).execute();
    const answers: string[] = [];
    for (const number of numbers) answers.push(await wishes.wish('4', number));
    expect(answers).toEqual([...Array<string>(5).fill('request'), 'told-desk', 'told-desk']);
    expect((await desk.board.queue()).requests).toHaveLength(5);
    expect(await house.db.selectFrom('bell').select('problem').execute()).toEqual([{ problem: 'wants-lawyer' }]);
    // What waits already is said as ever, another booth is not meant, and ten minutes later the booth begins again.
    expect(await wishes.wish('4', '1001')).toBe('request');
    expect(await wishes.wish('5', '1006')).toBe('request');
    house.at = new Date(house.at.getTime() + 10 * 60_000 + 1);
    expect(await wishes.wish('4', '1007')).toBe('request');
  });

  it('two looks at once give nothing twice; withdrawing keeps the waiting time', async () => {
    const asked = await Promise.all([1, 2, 3, 4, 5].map((client) => ask(client)));
    const { offer, confirm, expire } = desk.commands;
    const other = new Allocator({ db: house.db, now: house.now, offer, confirm, expire });
    await Promise.all([allocator.look(), other.look(), allocator.look()]);
    const states = await Promise.all(asked.map(stateOf));
    expect(states.filter((state) => state === 'offered')).toHaveLength(2);
    const { answer } = await desk.commands.withdraw.run({
      request: asked[states.indexOf('offered')] ?? '',
      reason: 'withdrawn',
      by: 'desk1',
    });
    expect(answer.settled_at).toEqual(house.at);
    await allocator.look();
    expect((await Promise.all(asked.map(stateOf))).filter((state) => state === 'offered')).toHaveLength(2);
    await expect(desk.commands.withdraw.run({ request: answer.id, reason: 'other', by: 'desk1' })).rejects.toThrow(
      new BookingError('wrong-state'),
    );
  });

  it('the record tells it without names and numbers', async () => {
    const id = await ask(1);
    await allocator.look();
    await desk.commands.hearing.run({ request: id, at: new Date(at(27, 9)), confirmed: true, by: 'desk1' });
    await desk.accept({ request: id, by: 'a1' });
    await house.drained();
    expect(house.keeper.types()).toEqual([
      'request.made',
      'offer.made',
      'request.amended',
      'booking.made',
      'request.settled',
    ]);
    expect(JSON.stringify(house.keeper.log)).not.toMatch(/\b1001\b|Attorney 1|desk1/);
  });
});
