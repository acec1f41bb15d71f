import { randomBytes } from 'node:crypto';
import type { BookingWish } from '#protocol';
import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Alternatives } from '../../../apps/facility/src/booking/alternatives.js';
import { LineCheck } from '../../../apps/facility/src/line/line-check.js';
import { readConversations } from '../../../apps/facility/src/line/read-conversations.js';
import { configured } from '../../unit/link/line-samples.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  await house.withHelpers();
});
afterEach(() => house.close());

const SLOT = { from: '2026-11-24T06:00:00.000Z', to: '2026-11-24T07:00:00.000Z' };
const wish = (at: number, change: Partial<BookingWish> = {}): BookingWish => ({
  booth: `b${at}`,
  detainee: String(1000 + at),
  attorney: `a${10 + at}`,
  ...SLOT,
  ...change,
});
const book = async (at: number) => (await house.all.desk.make.run({ wish: wish(at), by: 'desk1' })).answer.id;
const line = (kbps?: number) =>
  new LineCheck(
    house.db,
    { now: async () => (kbps === undefined ? undefined : configured(kbps)) },
    new Alternatives(house.db, house.now),
    house.now,
  );

it('says nothing of a line that nobody has measured or set', async () => {
  expect(await line().of({ wish: wish(0) })).toEqual({ answer: 'unknown', slots: [] });
  expect(await line().more()).toEqual({});
});

it('says what a booking does to the line: nothing, smaller pictures, no picture, no room; and when there is room', async () => {
  const answer = async (kbps: number, at: number) => (await line(kbps).of({ wish: wish(at) })).answer;
  expect(await answer(1500, 0)).toBe('fits');
  expect(await answer(680, 0)).toBe('smaller');
  const first = await book(0);
  await book(1);
  const third = await line(680).of({ wish: wish(2) });
  expect(third.answer).toBe('sound-only');
  expect(third.slots.length).toBeGreaterThan(0);
  for (const { from, to } of third.slots) {
    expect(from >= SLOT.to || to <= SLOT.from, `${from} ${to}`).toBe(true);
    expect((await line(680).of({ wish: wish(2, { from, to }) })).answer).toBe('smaller');
  }
  // A booking that is changed has no need of its own room.
  expect((await line(680).of({ wish: wish(0), booking: first })).answer).toBe('smaller');
  for (let at = 2; at < 9; at++) await book(at);
  expect(await answer(680, 9)).toBe('another-time');
  // What is called off is not on the line.
  await house.all.desk.cancel.run({ id: first, code: 'refused', by: 'desk1' });
  expect(await answer(680, 9)).toBe('sound-only');
});

it('counts co-counsel and interpreter, each of whom hears and sees all others', async () => {
  expect((await line(1200).of({ wish: wish(0) })).answer).toBe('fits');
  const three = wish(0, { coCounsel: 'a3', interpreter: 'i1' });
  expect((await line(1200).of({ wish: three })).answer).toBe('sound-only');
});

it('counts a hearing at that time, with whoever is beyond the line', async () => {
  const id = randomBytes(16).toString('hex');
  await house.db
    .insertInto('hearing')
    .values({
      id,
      case_number: '1',
      courtroom: '1',
      during: sql`tstzrange(${SLOT.from}, ${SLOT.to})` as never,
      paused_by: null,
      floor: null,
      session: null,
      made_by: 'i1',
      source: null,
    })
    .execute();
  const role = ['clerk', 'judge', 'prosecutor', 'counsel'];
  await sql`insert into attendee (hearing, seat, role, name, language, protected_from)
    select ${id}, seat - 1, role, role, 'en', '{}' from unnest(${role}::text[]) with ordinality as all_of (role, seat)`.execute(
    house.db,
  );
  expect((await line(1500).of({ wish: wish(0) })).answer).toBe('sound-only');
  expect((await line(1500).of({ wish: wish(0, { from: SLOT.to, to: '2026-11-24T08:00:00.000Z' }) })).answer).toBe(
    'fits',
  );
});

it('tells how many more could begin now', async () => {
  house.at = new Date(SLOT.from);
  expect(await line(680).more()).toEqual({ more: 2 });
  expect(await line(100_000).more()).toEqual({ more: 9, atLeast: true });
  await book(0);
  expect(await line(680).more()).toEqual({ more: 1 });
  await book(1);
  expect(await line(680).more()).toEqual({ more: 0 });
});

it('keeps sound only with a booking: it has room for that, takes no picture from others, and keeps it until it is changed', async () => {
  await book(0);
  await book(1);
  expect((await line(680).of({ wish: wish(2) })).answer).toBe('sound-only');
  const quiet = wish(2, { soundOnly: true });
  const checked = await line(680).of({ wish: quiet });
  expect(['fits', 'smaller']).toContain(checked.answer);
  const { answer: row } = await house.all.desk.make.run({ wish: quiet, by: 'desk1' });
  expect(row.sound_only).toBe(true);
  const reserved = await readConversations(house.db, { from: new Date(SLOT.from), to: new Date(SLOT.to) });
  expect(reserved.filter(({ session }) => session.soundOnly).map(({ session }) => session.id)).toEqual([row.id]);
  const moved = await house.all.desk.move.run({ id: row.id, booth: 'b9', by: 'desk1' });
  expect(moved.answer.sound_only).toBe(true);
  const { soundOnly: _, ...unsaid } = { ...quiet, booth: 'b9' };
  const amend = (change: object) =>
    house.all.desk.amend.run({ id: row.id, wish: { ...unsaid, ...change }, by: 'desk1' });
  expect((await amend({ booth: 'b10' })).answer.sound_only).toBe(true);
  expect((await amend({ booth: 'b10', soundOnly: false })).answer.sound_only).toBe(false);
});
