import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBoothTimes } from '../../apps/facility/src/booths/read-booth-times.js';
import { RunOn } from '../../apps/facility/src/booth/run-on.js';
import { Allocator } from '../../apps/facility/src/requests/allocator.js';
import { readStanding } from '../../apps/facility/src/requests/read-standing.js';
import { RequestCommands } from '../../apps/facility/src/requests/request-commands.js';
import { readWorkingTime } from '../../apps/facility/src/requests/read-working-time.js';
import { TestHouse } from '../medium/booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let commands: RequestCommands;
let allocator: Allocator;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  commands = new RequestCommands(house.all.bench);
  const { offer, confirm, expire } = commands;
  allocator = new Allocator({ db: house.db, now: house.now, offer, confirm, expire });
});
afterEach(() => house.close());

const HOUR_MS = 3_600_000;
const jump = (hours: number) => (house.at = new Date(house.at.getTime() + hours * HOUR_MS));
const states = async () => {
  const rows = await house.db.selectFrom('booking').select(['state']).orderBy('created_at').orderBy('id').execute();
  return rows.map(({ state }) => state);
};

describe('the clock jumps', () => {
  it('a day forward and back again: no session ends, an offer runs out once, the order stays', async () => {
    const { code } = await house.admitted();
    await house.all.booth.open('4', code);
    const ask = async (detainee: string, attorney: string) => {
      const [from, to] = [new Date(house.at.getTime() + 2 * HOUR_MS), new Date(house.at.getTime() + 80 * HOUR_MS)];
      const wish = { detainee, attorney, from: from.toISOString(), to: to.toISOString(), minutes: 60, firstFit: false };
      return (await commands.make.run({ wish, askedBy: 'desk', by: 'desk1' })).answer.id;
    };
    const first = await ask('1002', 'a2');
    await allocator.look();
    expect(await states()).toEqual(['in-session', 'offered']);
    jump(30);
    await new RunOn(house.db, house.now).look();
    await allocator.look();
    jump(-30);
    await allocator.look();
    await new RunOn(house.db, house.now).look();
    const [session, ...others] = await states();
    expect(session).toBe('in-session');
    expect(others.filter((state) => state === 'expired')).toHaveLength(1);
    // It was offered something again: nobody lost the place by the jump.
    expect(others.filter((state) => state === 'offered')).toHaveLength(1);
    const second = await ask('1003', 'a3');
    jump(-48);
    const { waiting } = await readStanding(house.db, house.now());
    expect(waiting.map(({ id }) => id)).toEqual([second]);
    expect(waiting[0]?.waitedWorkingDays).toBe(0);
    expect(await house.db.selectFrom('request').select('offers_expired').where('id', '=', first).execute()).toEqual([
      { offers_expired: 1 },
    ]);
    await house.drained();
    expect(house.keeper.types().filter((type) => type === 'session.closed')).toEqual([]);
  });
});

describe('daylight saving', () => {
  const inBerlin = async (opens: string, closes: string) => {
    await sql`update facility set zone = 'Europe/Berlin', working_from = ${opens}, working_to = ${closes},
      working_days = '{1,2,3,4,5,6,7}'`.execute(house.db);
    await sql`update booth_hours set opens = ${opens}, closes = ${closes} where booth = '4'`.execute(house.db);
  };
  const openOn = async (day: string) => {
    const [from, to] = [new Date(`${day}T00:00:00Z`), new Date(`${day}T12:00:00Z`)];
    const [times] = await readBoothTimes(house.db, { booth: '4', from, to });
    const open = times?.open.find((slot) => slot.from >= new Date(from.getTime() - 2 * HOUR_MS) && slot.from < to);
    return open && [open.from.toISOString().slice(11, 16), (open.to.getTime() - open.from.getTime()) / HOUR_MS];
  };

  it('an hour that is skipped shortens the day of a booth, one that is repeated makes it longer', async () => {
    await inBerlin('01:00', '05:00');
    // Sundays before, of, and after both changes.
    expect(await openOn('2027-03-21')).toEqual(['00:00', 4]);
    expect(await openOn('2027-03-28')).toEqual(['00:00', 3]);
    expect(await openOn('2027-04-04')).toEqual(['23:00', 4]);
    expect(await openOn('2027-10-24')).toEqual(['23:00', 4]);
    expect(await openOn('2027-10-31')).toEqual(['23:00', 5]);
    expect(await openOn('2027-11-07')).toEqual(['00:00', 4]);
  });

  it('bookings lie on instants: two in the repeated hour are two, none is an hour longer than it was agreed', async () => {
    await inBerlin('00:00', '24:00');
    // 02:30 comes twice on 31 October 2027: 00:30 and 01:30 UTC.
    const one = await house.book({ from: '2027-10-31T00:30:00Z', to: '2027-10-31T01:30:00Z' });
    const two = await house.book({
      from: '2027-10-31T01:30:00Z',
      to: '2027-10-31T02:30:00Z',
      detainee: '1002',
      attorney: 'a2',
      booth: '5',
    });
    expect([one, two].map(({ from, to }) => (to.getTime() - from.getTime()) / HOUR_MS)).toEqual([1, 1]);
    const again = house.book({
      from: '2027-10-31T00:45:00Z',
      to: '2027-10-31T01:15:00Z',
      detainee: '1003',
      attorney: 'a3',
    });
    await expect(again).rejects.toMatchObject({ constraint: 'booking_booth_free' });
  });

  it('times that begin within the skipped hour and end right after it are left out on that day, not negative', async () => {
    await inBerlin('02:30', '03:15');
    const range = { from: new Date('2027-03-26T00:00:00Z'), to: new Date('2027-03-30T00:00:00Z') };
    const times = await readWorkingTime(house.db, range);
    const lengths = times.map(({ from, to }) => (to.getTime() - from.getTime()) / 60_000);
    expect(lengths).toEqual([45, 45, 45, 45]);
    expect(await openOn('2027-03-28')).toBeUndefined();
    expect(await openOn('2027-03-21')).toEqual(['01:30', 0.75]);
  });
});
