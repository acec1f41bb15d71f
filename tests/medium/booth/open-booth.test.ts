import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestHouse, until } from './test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => void (house = await TestHouse.open(server)));
afterEach(() => house.close());

const open = (booth: string, code: string): Promise<string> =>
  house.all.booth.open(booth, code).then(
    ({ state }) => state,
    (error: { code: string }) => error.code,
  );
const stateOf = async (id: string) =>
  (await house.db.selectFrom('booking').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

describe('the slip at the kiosk', () => {
  it('opens the booth; the entry is in the log before the room is made', async () => {
    const { id, code } = await house.admitted();
    const make = house.plane.openRoom.bind(house.plane);
    let logged: string[] = [];
    house.plane.openRoom = (...args) => {
      logged = house.keeper.types();
      return make(...args);
    };
    expect(await open('4', code)).toBe('in-session');
    expect(logged).toContain('booth.opened');
    expect(house.keeper.log.find(({ type }) => type === 'booth.opened')?.public).toMatchObject({ booth: '4' });
    expect(await stateOf(id)).toBe('in-session');
    expect(await open('4', code)).toBe('code-used');
    expect(house.plane.open.size).toBe(1);
  });

  it('without admission makes no room', async () => {
    const { id } = await house.book();
    const { code } = await house.all.slips.make(id);
    expect(await open('4', code)).toBe('not-admitted');
    expect(house.plane.made).toBe(0);
  });

  it('refuses a wrong, a foreign, an early, an expired and a voided code', async () => {
    const { id, code } = await house.admitted();
    expect(await open('4', code === '00000000' ? '00000001' : '00000000')).toBe('code-wrong');
    expect(await open('5', code)).toBe('code-other-booth');
    house.at = new Date('2026-11-24T04:29:59Z');
    expect(await open('4', code)).toBe('too-early');
    house.at = new Date('2026-11-24T06:00:00Z');
    expect(await open('4', code)).toBe('code-expired');
    house.at = new Date('2026-11-24T05:00:00Z');
    const { code: next } = await house.all.slips.make(id);
    expect(await open('4', code)).toBe('code-wrong');
    expect(house.plane.made).toBe(0);
    expect(await open('4', next)).toBe('in-session');
  });

  it('is void after five wrong tries, until the desk makes a new one', async () => {
    const { id, code } = await house.admitted();
    const wrong = code === '00000000' ? '00000001' : '00000000';
    for (const left of [4, 3, 2, 1, 0]) {
      await expect(house.all.booth.open('4', wrong)).rejects.toMatchObject({ code: 'code-wrong', left });
    }
    expect(await open('4', wrong)).toBe('too-many-tries');
    expect(await open('4', code)).toBe('too-many-tries');
    expect(await open('4', (await house.all.slips.make(id)).code)).toBe('in-session');
  });

  it('two touches at once open one session', async () => {
    const { code } = await house.admitted();
    const results = await Promise.all([open('4', code), open('4', code), open('4', code)]);
    expect(results.sort()).toEqual(['code-used', 'code-used', 'in-session']);
    expect(house.plane.open.size).toBe(1);
    expect(house.keeper.types().filter((type) => type === 'booth.opened')).toHaveLength(1);
  });

  it('a new slip brings the kiosk back to a running session', async () => {
    const { id, code } = await house.admitted();
    await open('4', code);
    const { code: next } = await house.all.slips.make(id);
    expect(await open('4', next)).toBe('in-session');
    expect(await open('4', next)).toBe('code-used');
    expect(house.plane.made).toBe(1);
  });

  it('opens nothing while the plane is not caged, or the ledger is down; the same slip works afterwards', async () => {
    const { id, code } = await house.admitted();
    const facts = house.facts.value;
    house.facts.value = { seal: { profile: 'none', missing: [] } };
    expect(await open('4', code)).toBe('booth-not-safe');
    house.facts.value = facts;
    house.keeper.state_ = 'down';
    expect(await open('4', code)).toBe('ledger-not-durable');
    expect([house.plane.made, await stateOf(id)]).toEqual([0, 'admitted']);
    house.keeper.state_ = 'up';
    expect(await open('4', code)).toBe('in-session');
    expect(house.keeper.types().filter((type) => type === 'booth.opened')).toHaveLength(1);
  });

  it('a session that runs goes on while the keeper is down; its entries wait', async () => {
    const { code, id } = await house.admitted();
    await open('4', code);
    house.keeper.state_ = 'down';
    const row = (await house.db.selectFrom('booking').select('session').where('id', '=', id).executeTakeFirstOrThrow())
      .session!;
    expect(house.all.life.enter(row, { type: 'party.joined', public: { role: 1 } })).toBe(true);
    await until(async () => (await house.drainer.waiting()) === 1);
    const other = await house.admitted({ booth: '5', detainee: '1002', attorney: 'a2' });
    expect(await open('5', other.code)).toBe('ledger-not-durable');
    house.keeper.state_ = 'up';
    await until(async () => (await house.drainer.waiting()) === 0);
  });

  it('cancelled after a failed opening: the session is closed in the log', async () => {
    const { id, code } = await house.admitted();
    house.keeper.state_ = 'down';
    await open('4', code);
    await house.all.desk.cancel.run({ id, code: 'refused', by: 'desk1' });
    house.keeper.state_ = 'up';
    await until(() => house.keeper.types().includes('session.closed'));
    expect(await open('4', code)).toBe('code-expired');
  });
});
