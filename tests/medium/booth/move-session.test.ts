import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { TestHouse } from './test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => void (house = await TestHouse.open(server)));
afterEach(() => house.close());

const minutes = (count: number) => (house.at = new Date(Date.parse('2026-11-24T06:00:00Z') + count * 60_000));
const rows = () =>
  house.db.selectFrom('booking').select(['id', 'booth', 'state', 'completion']).orderBy('created_at').execute();
async function running(): Promise<string> {
  const { id, code } = await house.admitted();
  await house.all.booth.open('4', code);
  return id;
}
const move = (id: string, booth: string) => house.all.desk.moveSession.run({ id, booth, by: 'desk1' });

it.each([-20, 12, 70])(
  'a session that runs goes on in another booth, %i minutes after its end: let in, with a slip of its own',
  async (at) => {
    // Somebody the detainee must not meet does not stand in the detainee's own way.
    await house.db.insertInto('keep_apart').values({ one: '1001', other: '1002' }).execute();
    const id = await running();
    minutes(at);
    const { answer } = await move(id, '5');
    await house.all.life.end(answer.before, 'moved', { by: 'desk1' });
    expect(await rows()).toMatchObject([
      { booth: '4', state: 'completed', completion: 'moved' },
      { booth: '5', state: 'admitted', completion: null },
    ]);
    const { code } = await house.all.slips.make(answer.row.id);
    await house.all.booth.open('5', code);
    expect((await rows())[1]).toMatchObject({ booth: '5', state: 'in-session' });
    await house.drained();
    const types = house.keeper.types();
    for (const type of ['booking.made', 'booking.admitted', 'booth.opened']) {
      expect(types.filter((one) => one === type)).toHaveLength(2);
    }
    expect(types.filter((one) => one === 'session.closed')).toHaveLength(1);
  },
);

it('is refused where the other booth is taken, and then nothing happened', async () => {
  const id = await running();
  await house.book({
    booth: '5',
    detainee: '1002',
    attorney: 'a2',
    from: '2026-11-24T05:00:00Z',
    to: '2026-11-24T07:00:00Z',
  });
  minutes(-20);
  await expect(move(id, '5')).rejects.toMatchObject({ constraint: 'booking_booth_free' });
  expect((await rows()).find((row) => row.id === id)).toMatchObject({ booth: '4', state: 'in-session' });
  const slot = await house.db.selectFrom('booking').select('during').where('id', '=', id).executeTakeFirst();
  expect(slot?.during).toContain('06:00:00');
});
