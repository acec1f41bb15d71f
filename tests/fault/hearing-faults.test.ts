import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../medium/booth/test-house.js';
import { FaultCourt, seatOf } from './fault-court.js';
import { FaultHouse } from './fault-house.js';
import { FaultyPlane } from './faulty-plane.js';
import { expectRecorded } from './sound.js';

/** A line of the facility that is lost: nothing comes or goes, and nobody is told. */
const LOST_MS = 60_000;

let plane: FaultyPlane;
let house: FaultHouse;
let court: FaultCourt;

beforeAll(async () => {
  plane = await FaultyPlane.start('hearing-plane');
  house = await FaultHouse.start({ hearingPlane: plane.contactFile });
  court = await FaultCourt.make(house);
});
afterEach(() => court.leave());
afterAll(async () => {
  await house?.stop();
  await plane?.remove();
});

const BREAKS = {
  'the Janus of hearings': { kill: () => plane.signal('SIGKILL'), back: () => plane.replaced() },
  Redis: { kill: () => house.redis.crash(), back: () => house.redis.resume() },
  PostgreSQL: { kill: () => house.postgres.crash('SIGKILL'), back: () => house.postgres.resume() },
  keeper: { kill: () => house.keeper.stop('SIGKILL'), back: () => house.keeper.start() },
} as const;

/** Types of this hearing's entries in the order of the log, and how many lines its minute has. */
async function written(): Promise<{ types: string[]; noted: number; lines: number }> {
  const { rows } = await sql<{ type: string }>`select leaf::json ->> 'type' as type from outbox
    where booking = ${court.hearing} order by log_index`.execute(house.db);
  const { rows: counted } = await sql<{ lines: number }>`select count(*)::integer as lines from minute_line
    where hearing = ${court.hearing}`.execute(house.db);
  const types = rows.map(({ type }) => type);
  return { types, noted: types.filter((type) => type === 'hearing.noted').length, lines: counted[0]?.lines ?? 0 };
}

/** It is closed, and the log has all of it: one opening, one end, and an entry for every line of the minute between. */
async function closedAndRecorded(): Promise<void> {
  await court.close();
  const closed = async () => (await written()).types.includes('hearing.closed');
  await until(closed, 60_000);
  await expectRecorded(house);
  const { types, noted, lines } = await written();
  expect(types.filter((type) => type === 'hearing.opened')).toHaveLength(1);
  expect(types.at(-1)).toBe('hearing.closed');
  // Opening and closing are lines of the minute, too.
  expect(noted).toBe(lines - 2);
}

it.each(Object.keys(BREAKS) as (keyof typeof BREAKS)[])(
  '%s is killed in a hearing: it goes on, nobody loses the seat, all have media, every line is entered',
  async (part) => {
    await court.open(part);
    await court.everybodyHasMedia();
    await BREAKS[part].kill();
    await court.goesOn('while it is away');
    await BREAKS[part].back();
    // Media that broke bring their device back, as a page does; who is told nothing new stays.
    const isMedia = part === 'the Janus of hearings';
    if (isMedia) for (const who of ['judge', 'accused'] as const) await court.enter(who);
    const [clerk, judge] = [court.device('clerk'), court.device('judge')];
    if (judge.view?.state === 'paused') judge.say({ type: 'resume' });
    await clerk.sees(({ state }) => state === 'open');
    await court.goesOn('after it came back');
    if (isMedia) for (const who of ['counsel', 'clerk'] as const) await court.enter(who);
    await court.everybodyHasMedia();
    await closedAndRecorded();
  },
  240_000,
);

it('the facility is killed in a hearing: it is paused for its judge, all come back into their seats', async () => {
  await court.open('facility');
  await court.goesOn('before');
  // Steps are written beside the frame path: what happens in the last moment before a kill may be lost.
  await until(async () => (await written()).lines === court.device('clerk').minute.length);
  await house.killFacility();
  await house.startFacility();
  await court.everybodyBack();
  const [judge, accused] = [court.device('judge'), court.device('accused')];
  const paused = await accused.sees(({ state }) => state === 'paused');
  expect(paused.pausedBy).toBe('judge-lost');
  expect(paused.you.standing).toBe('admitted');
  judge.say({ type: 'resume' });
  await accused.sees(({ state }) => state === 'open');
  await court.goesOn('after');
  await court.everybodyHasMedia();
  await closedAndRecorded();
}, 240_000);

it("the facility's line is lost for a minute: the court sees who is gone, goes on, and they come back into their seats", async () => {
  await court.open('line');
  const [clerk, judge, counsel] = [court.device('clerk'), court.device('judge'), court.device('counsel')];
  const lost = court.device('accused');
  (lost.socket as unknown as { _socket: { pause(): void } })._socket.pause();
  const since = Date.now();
  const isThere = () => judge.view?.people.find(({ seat }) => seat === seatOf('accused'))?.connected;
  await until(() => isThere() === false, 20_000);
  expect(judge.view?.state).toBe('open');
  clerk.send({ type: 'note', text: 'the accused is not there' });
  await until(() => clerk.minute.some(({ text }) => text === 'the accused is not there'));
  await until(() => Date.now() - since >= LOST_MS, LOST_MS + 5_000);
  lost.cut();
  const back = await court.enter('accused');
  expect((await back.sees(({ you }) => you.standing === 'admitted')).state).toBe('open');
  await until(() => isThere() === true);
  // Everybody else has been there all the time.
  expect(counsel.closed).toBeUndefined();
  await court.everybodyHasMedia();
  await closedAndRecorded();
}, 240_000);

it('what is checked after each of these can fail (control)', async () => {
  await court.open('control');
  await court.goesOn('a line');
  const lines = async () => (await written()).lines;
  await until(async () => (await lines()) >= 4);
  await sql`delete from outbox where booking = ${court.hearing} and log_index is null`.execute(house.db);
  await sql`insert into minute_line (hearing, number, at, kind, text)
    values (${court.hearing}, 900, now(), 'note', 'without an entry')`.execute(house.db);
  await expect(closedAndRecorded()).rejects.toThrow();
}, 120_000);
