import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultHouse } from './fault-house.js';
import { hour } from './hour.js';
import { expectRecorded, expectSound } from './sound.js';

let house: FaultHouse;
let attorneys: { id: string }[];
const PEOPLE = Array.from({ length: 40 }, (_, n) => `p${n}`);
beforeAll(async () => {
  house = await FaultHouse.start();
  await house.register(PEOPLE);
  ({ attorneys } = await house.must('GET', 'desk/choices'));
});
afterAll(() => house?.stop());

/** Books one after another in a booth until the line breaks; says what was answered. `asking`: the next wish is on its way. */
async function bookUntilDark(
  booth: string,
  people: readonly string[],
  from: number,
  asking: (answered: number) => void,
): Promise<string[]> {
  const answered: string[] = [];
  for (const [n, detainee] of people.entries()) {
    const wish = { booth, detainee, attorney: attorneys[0]?.id, from: hour(from + n), to: hour(from + n + 1) };
    const asked = house.ask('POST', 'desk/bookings', wish).catch(() => undefined);
    asking(answered.length);
    const answer = await asked;
    if (answer === undefined) return answered;
    if (answer.status < 300) answered.push(answer.body.id as string);
  }
  return answered;
}

it('everything is killed at once while it writes: what was answered is there, the record verifies, and it goes on', async () => {
  const all: string[] = [];
  for (const [round, answers] of [0, 2, 6].entries()) {
    const people = PEOPLE.slice(round * 12, round * 12 + 12);
    let booking: Promise<string[]> | undefined;
    await new Promise<void>((resolve) => {
      booking = bookUntilDark('1', people, 30 + round * 20, (answered) => {
        // In the midst of the next one, sooner or later; how far it then is does not matter.
        if (answered === answers) setTimeout(resolve, 5 + 10 * round);
      });
    });
    await Promise.all([
      house.killFacility(),
      house.keeper.stop('SIGKILL'),
      house.postgres.crash('SIGKILL'),
      house.redis.crash(),
    ]);
    all.push(...((await booking) ?? []));
    await Promise.all([house.postgres.resume(), house.redis.resume(), house.keeper.start()]);
    await house.startFacility();
    const rows = await sql<{ id: string }>`select id from booking where state = 'confirmed'`.execute(house.db);
    const there = new Set(rows.rows.map(({ id }) => id));
    expect(all.filter((id) => !there.has(id))).toEqual([]);
    await expectSound(house);
    await expectRecorded(house);
  }
  // Control: it was cut off in the middle, and something had been answered before.
  expect(all.length).toBeGreaterThan(0);
  expect(all.length).toBeLessThan(36);
});
