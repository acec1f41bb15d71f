import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HearingRow } from '#protocol';
import { until } from '../booth/test-house.js';
import { after, DETAINEE, enterParty, openedRoom, partiesOf, wishInFacility } from './in-facility.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

/** Hours from now, so that hearings of one test meet none of another. */
let hours = 5;
type Slot = readonly [from: number, to: number, booth?: string];
async function whole(booth: string, change: { pre?: Slot; post?: Slot; waived?: true } = {}) {
  const wish = await wishInFacility(court, { booth }, (hours += 6));
  const slot = ([from, to, other = booth]: Slot) => ({ booth: other, from: after(wish, from), to: after(wish, to) });
  const { pre = [-30, 0], post = [60, 80], waived } = change;
  const people = wish.people.map((one) =>
    'facility' in one
      ? { ...one, facility: { ...one.facility, pre: slot(pre), post: slot(post), ...(waived && { waived }) } }
      : one,
  );
  return { ...wish, courtroom: `room ${hours}`, people };
}

const stored = (hearing: string) =>
  court.db.selectFrom('booking').selectAll().where('hearing', '=', hearing).orderBy('during').execute();

it('one booking has three parts: each with its room and length, for counsel, in the log, in the list of the clerk', async () => {
  const wish = await whole('1');
  const { status, body } = await court.ask('POST', '', wish);
  expect(status).toBe(201);
  const row = body as HearingRow;
  expect(row.parts.map(({ part, from, to, seat }) => [part, from, to, seat])).toEqual([
    ['pre', after(wish, -30), wish.from, SEATS.accused],
    ['hearing', wish.from, wish.to, SEATS.accused],
    ['post', wish.to, after(wish, 80), SEATS.accused],
  ]);
  expect(new Set(row.parts.map(({ counsel }) => counsel))).toEqual(new Set([SEATS.counsel]));
  expect(row.people.filter(({ link }) => link === 'account').map(({ seat }) => seat)).toEqual([
    SEATS.clerk,
    SEATS.counsel,
    SEATS.accused,
  ]);
  await court.drained();
  expect(court.keeper.types().filter((type) => type === 'booking.made')).toHaveLength(3);
  for (const { detainee, state } of await stored(row.id)) expect([detainee, state]).toEqual([DETAINEE, 'confirmed']);
});

it('each part may be in a room of its own, and stays in it when the whole moves', async () => {
  const wish = await whole('1', { pre: [-30, 0, '2'], post: [60, 80, '3'] });
  const { status, body } = await court.ask('POST', '', wish);
  expect(status).toBe(201);
  const { id } = body as HearingRow;
  const booths = async () => (await stored(id)).map(({ part, booth }) => `${part} ${booth}`);
  expect(await booths()).toEqual(['pre 2', 'hearing 1', 'post 3']);
  const moved = await court.ask('POST', `/${id}/move`, { from: after(wish, 30), to: after(wish, 90) });
  expect(moved.status).toBe(200);
  expect(await booths()).toEqual(['pre 2', 'hearing 1', 'post 3']);
});

it('what does not fit is refused, and nothing of it is booked', async () => {
  const before = (await court.db.selectFrom('booking').select('id').execute()).length;
  const refused = async (change: Parameters<typeof whole>[1]) => {
    const { status, body } = await court.ask('POST', '', await whole('2', change));
    return [status, (body as { code: string }).code];
  };
  expect(await refused({ pre: [-30, 1] })).toEqual([409, 'parts-overlap']);
  expect(await refused({ post: [59, 80] })).toEqual([409, 'parts-overlap']);
  expect(await refused({ pre: [-29, 0] })).toEqual([409, 'pre-too-short']);
  expect((await court.db.selectFrom('booking').select('id').execute()).length).toBe(before);
  // Counsel has waived it: that is under the commitment of the entry.
  expect((await court.ask('POST', '', await whole('2', { pre: [-29, 0], waived: true }))).status).toBe(201);
  // The room is taken: the whole hearing is not scheduled.
  const wish = await whole('2');
  expect((await court.ask('POST', '', wish)).status).toBe(201);
  const again = await court.ask('POST', '', { ...wish, courtroom: 'another' });
  expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'booth-taken']);
  const hearings = await court.db.selectFrom('hearing').select('id').where('courtroom', '=', 'another').execute();
  expect(hearings).toEqual([]);
});

it('parts move together, also into their own former time; the desk cannot move one alone', async () => {
  const wish = await whole('3');
  const { body } = await court.ask('POST', '', wish);
  const { id } = body as HearingRow;
  for (const [from, to] of [
    [20, 80],
    [-20, 90],
    [0, 60],
  ] as const) {
    const moved = await court.ask('POST', `/${id}/move`, { from: after(wish, from), to: after(wish, to) });
    expect(moved.status).toBe(200);
    expect((moved.body as HearingRow).parts.map((one) => [one.part, one.from, one.to])).toEqual([
      ['pre', after(wish, from - 30), after(wish, from)],
      ['hearing', after(wish, from), after(wish, to)],
      ['post', after(wish, to), after(wish, to + 20)],
    ]);
  }
  const other = await court.ask('POST', `/${'0'.repeat(32)}/move`, { from: wish.from, to: wish.to });
  expect(other.status).toBe(404);
});

it('a link that was made is good until a day after the new end; who has none gets none', async () => {
  const wish = await whole('4');
  const { id } = (await court.ask('POST', '', wish)).body as HearingRow;
  await court.link(id, 'judge');
  const expiries = async () => {
    const rows = await court.db
      .selectFrom('attendee')
      .select(['seat', 'link_expires'])
      .where('hearing', '=', id)
      .execute();
    return rows.flatMap(({ seat, link_expires: at }) => (at === null ? [] : [[seat, at.toISOString()]]));
  };
  const day = 24 * 60;
  expect(await expiries()).toEqual([[SEATS.judge, after(wish, 60 + day)]]);
  const moved = await court.ask('POST', `/${id}/move`, { from: after(wish, 3 * day), to: after(wish, 3 * day + 90) });
  expect(moved.status).toBe(200);
  expect(await expiries()).toEqual([[SEATS.judge, after(wish, 4 * day + 90)]]);
});

it('counsel comes in by the account, the accused by the kiosk of the room once it is open; nobody else does', async () => {
  const { body } = await court.ask('POST', '', await whole('5'));
  const { id } = body as HearingRow;
  const cookies = await partiesOf(court, '5');
  const booking = (await stored(id)).find(({ part }) => part === 'hearing')!.id;
  const pre = (await stored(id)).find(({ part }) => part === 'pre')!.id;
  const at = (where: 'attorney' | 'kiosk', cookie: string, wanted = booking) =>
    enterParty(court, wanted, { at: where, cookie });
  expect((await (await at('kiosk', cookies.kiosk)).gets('refused')).code).toBe('not-admitted');
  await openedRoom(court, id);
  const accused = await at('kiosk', cookies.kiosk);
  expect((await accused.sees(() => true)).you).toMatchObject({ seat: SEATS.accused, standing: 'waiting' });
  const counsel = await at('attorney', cookies.counsel);
  expect((await counsel.sees(() => true)).you).toMatchObject({ seat: SEATS.counsel, standing: 'waiting' });
  // Another part, another kiosk, nobody.
  expect((await (await at('kiosk', cookies.kiosk, pre)).gets('refused')).code).toBe('not-found');
  const { kiosk: next } = await partiesOf(court, '6');
  expect((await (await at('kiosk', next)).gets('refused')).code).toBe('not-found');
  expect((await (await at('kiosk', '')).gets('refused')).code).toBe('not-signed-in');
  expect((await (await at('attorney', cookies.kiosk)).gets('refused')).code).toBe('not-signed-in');
  // A sign-in that ended ends the seat's line.
  await court.facility.ask('attorney', 'POST', '/api/sign-out', {}, { cookie: cookies.counsel });
  await until(() => counsel.closed !== undefined);
  expect(counsel.closed?.code).toBe(4003);
});
