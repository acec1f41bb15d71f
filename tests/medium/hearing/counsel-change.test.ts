import { dateIn } from '../../../apps/facility/src/booking/day-board.js';
import { readZone } from '../../../apps/facility/src/booking/read-zone.js';
import { ANSWER_WITHIN_MS } from '#hearing';
import type { CounselChangeState, HearingRow } from '#protocol';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { makeAttorney } from './make-attorney.js';
import { after, enterParty, openedRoom, partiesOf, wishInFacility } from './in-facility.js';
import type { CourtDevice } from './court-device.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
let comes: { id: string; name: string; cookie: string };
beforeAll(async () => {
  court = await TestCourt.open();
  comes = await makeAttorney(court, 'counselnew', 'Name-of-the-new-counsel');
});
afterAll(() => court?.close());
afterEach(() => void vi.useRealTimers());

const NEW = 6;
const nobody = '0'.repeat(32);
let hours = 2;

/** Open, with the accused at the kiosk of `booth` and counsel by the account; a consultation before it was held, one after is booked. */
async function inFacility(booth: string) {
  const wish = await wishInFacility(court, { booth }, (hours += 6));
  const slot = ([from, to]: readonly [number, number]) => ({ booth, from: after(wish, from), to: after(wish, to) });
  const booked = wish.people.map((one) =>
    'facility' in one ? { ...one, facility: { ...one.facility, pre: slot([-30, 0]), post: slot([60, 90]) } } : one,
  );
  const { from, to } = wish;
  const { hearing, people } = await court.inSession({ people: booked, from, to, courtroom: `room ${booth}` });
  const cookies = await partiesOf(court, booth);
  const booking = await openedRoom(court, hearing);
  const counsel = await enterParty(court, booking, { at: 'attorney', cookie: cookies.counsel });
  const accused = await enterParty(court, booking, { at: 'kiosk', cookie: cookies.kiosk });
  await accused.sees(({ you }) => you.confidants.includes(SEATS.counsel));
  return { hearing, booking, cookies, from: new Date(from), people: { ...people, counsel, accused } };
}

const propose = (clerk: CourtDevice, attorney = comes.id, former?: number) =>
  clerk.say({ type: 'propose-counsel', seat: SEATS.accused, attorney, ...(former !== undefined && { former }) });
const answer = (accused: CourtDevice, yes: boolean) =>
  accused.say({ type: 'answer-counsel', number: accused.view?.counselChange?.number ?? 0, yes });
const stands = (device: CourtDevice, state: CounselChangeState) =>
  device.sees(({ counselChange }) => counselChange?.state === state);
const bookings = (hearing: string) =>
  court.db.selectFrom('booking').selectAll().where('hearing', '=', hearing).orderBy('during').execute();
const attendees = (hearing: string) =>
  court.db.selectFrom('attendee').selectAll().where('hearing', '=', hearing).orderBy('seat').execute();

it('changed: bookings, seat, minute and log are of who comes; who went is out, and enters no consultation any more', async () => {
  const { hearing, booking, cookies, people, from } = await inFacility('1');
  const { clerk, counsel, accused, judge } = people;
  const before = await bookings(hearing);
  const ran = before[0]!.id;
  await court.db.updateTable('booking').set({ state: 'completed' }).where('id', '=', ran).execute();
  propose(clerk);
  expect((await stands(accused, 'asked')).counselChange).toMatchObject({
    comes: 'Name-of-the-new-counsel',
    goes: 'Name-of-the-counsel',
  });
  expect(counsel.view?.counselChange).toBeUndefined();
  answer(accused, true);
  const seen = await stands(clerk, 'changed');
  expect(seen.lobby?.find(({ seat }) => seat === NEW)).toMatchObject({ role: 'counsel', name: comes.name });
  expect((await stands(accused, 'changed')).you).toMatchObject({ counsel: NEW, confidants: [] });
  expect((await counsel.sees(({ you }) => you.standing === 'released')).you.relieved).toBe(true);
  // What has run stays as it was held.
  const now = await bookings(hearing);
  expect(now.map(({ attorney }) => attorney === comes.id)).toEqual([false, true, true]);
  for (const [at, row] of now.entries()) {
    expect(row.attorney_party === before[at]?.attorney_party).toBe(row.id === ran);
    expect(row.booth_party).toBe(before[at]?.booth_party);
  }
  // The former counsel: no private word, not in by the booking, not in by the session; nor does the client reach them.
  counsel.say({ type: 'confer', seat: SEATS.accused });
  accused.say({ type: 'confer', seat: SEATS.counsel });
  await counsel.settled();
  await accused.settled();
  expect(counsel.refusals()).toContain('not-allowed');
  expect(accused.refusals()).toContain('not-in-court');
  const again = await enterParty(court, booking, { at: 'attorney', cookie: cookies.counsel });
  expect((await again.gets('refused')).code).toBe('not-found');
  // The new one comes in by the account, waits, and has the private word once admitted.
  const fresh = await enterParty(court, booking, { at: 'attorney', cookie: comes.cookie });
  expect((await fresh.sees(() => true)).you).toMatchObject({ seat: NEW, role: 'counsel', standing: 'waiting' });
  expect(fresh.view?.you.confidants).toEqual([]);
  clerk.say({ type: 'admit', seat: NEW });
  await fresh.sees(({ you }) => you.confidants.includes(SEATS.accused));
  await accused.sees(({ you }) => you.confidants.includes(NEW));
  fresh.say({ type: 'confer', seat: SEATS.accused });
  await accused.sees(({ you }) => you.conferring === 'detach');
  expect(judge.happened()).toEqual(expect.arrayContaining(['counsel-proposed', 'counsel-changed']));
  const [line] = judge.minute.filter(({ what }) => what === 'counsel-changed');
  expect(line).toMatchObject({ seat: NEW, by: SEATS.accused, text: 'Name-of-the-counsel' });
  // The log names nobody.
  await court.drained();
  const entries = court.keeper.log.filter(({ type }) => type === 'hearing.counsel-changed');
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ commitment: expect.any(String), session: expect.any(String) });
  expect(JSON.stringify(court.keeper.log)).not.toMatch(/Name-of-the/);
  // Both have been told of each booking.
  const notices = await court.db.selectFrom('notice').select(['person', 'kind', 'booking']).execute();
  for (const { id } of now.slice(1)) {
    expect(notices).toContainEqual({ person: comes.id, kind: 'confirmed', booking: id });
    expect(notices).toContainEqual({ person: before[0]!.attorney, kind: 'cancelled', booking: id });
  }
  // Both clerk's list and a process that starts anew have it so.
  const { body } = await court.ask('GET', `?day=${dateIn(await readZone(court.db), from)}`);
  const row = (body as { hearings: HearingRow[] }).hearings.find(({ id }) => id === hearing);
  expect(new Set(row?.parts.slice(-2).map((part) => part.counsel))).toEqual(new Set([NEW]));
  const stored = await attendees(hearing);
  expect(stored[SEATS.accused]?.counsel).toBe(NEW);
  expect(stored[SEATS.counsel]).toMatchObject({ standing: 'released', relieved_by: [SEATS.accused] });
  clerk.say({ type: 'close' });
  await court.written(hearing, 'closed');
});

it('refused: everything is as it was, and the clerk is told', async () => {
  const { hearing, people } = await inFacility('2');
  const { clerk, counsel, accused } = people;
  const before = [await bookings(hearing), await attendees(hearing)];
  propose(clerk);
  await stands(accused, 'asked');
  answer(accused, false);
  await stands(clerk, 'refused');
  expect(clerk.happened()).toContain('counsel-refused');
  expect([await bookings(hearing), await attendees(hearing)]).toEqual(before);
  expect(counsel.view?.you).toMatchObject({ standing: 'admitted', confidants: [SEATS.accused] });
  clerk.say({ type: 'drop-counsel' });
  await clerk.sees(({ counselChange }) => counselChange === undefined);
  clerk.say({ type: 'close' });
  await court.written(hearing, 'closed');
});

it('nobody answered: everything is as it was, the clerk is told, and a late yes is none', async () => {
  const { hearing, people } = await inFacility('3');
  const { clerk, accused } = people;
  const before = [await bookings(hearing), await attendees(hearing)];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  propose(clerk);
  const number = (await stands(accused, 'asked')).counselChange?.number ?? 0;
  vi.advanceTimersByTime(ANSWER_WITHIN_MS);
  vi.useRealTimers();
  await stands(clerk, 'unanswered');
  expect(clerk.happened()).toContain('counsel-unanswered');
  accused.say({ type: 'answer-counsel', number, yes: true });
  await accused.settled();
  expect(accused.refusals()).toContain('wrong-state');
  expect([await bookings(hearing), await attendees(hearing)]).toEqual(before);
  clerk.say({ type: 'close' });
  await court.written(hearing, 'closed');
});

it('two clerks at once: of one hearing the second is refused; of two hearings one gets the attorney, the other is told why not', async () => {
  const one = await inFacility('4');
  const other = await court.freshCookie();
  propose(one.people.clerk);
  await stands(one.people.accused, 'asked');
  const second = await court.enterClerk(one.hearing, other);
  await stands(second, 'asked');
  propose(second, nobody);
  await second.settled();
  expect(second.refusals()).toContain('wrong-state');
  // Another hearing at the same time, in another room, with another counsel.
  const theirs = await makeAttorney(court, 'counselother', 'Name-of-another-counsel');
  const wish = await wishInFacility(court, { booth: '5', detainee: '1034' }, hours);
  const booked = wish.people.map((person) => ('attorney' in person ? { ...person, attorney: theirs.id } : person));
  const { from, to } = wish;
  const two = await court.inSession({ people: booked, from, to, courtroom: 'beside' });
  const booking = await openedRoom(court, two.hearing);
  const { kiosk } = await partiesOf(court, '5');
  const accused = await enterParty(court, booking, { at: 'kiosk', cookie: kiosk });
  await accused.sees(({ you }) => you.seat === SEATS.accused);
  propose(two.people.clerk);
  await stands(accused, 'asked');
  answer(one.people.accused, true);
  answer(accused, true);
  const states = async (device: CourtDevice) =>
    (await device.sees(({ counselChange }) => ['changed', 'failed'].includes(counselChange?.state ?? '')))
      .counselChange;
  const came = [await states(second), await states(two.people.clerk)];
  expect(new Set(came.map((seen) => seen?.state))).toEqual(new Set(['changed', 'failed']));
  expect(came.map((seen) => seen?.why).filter(Boolean)).toEqual([expect.stringMatching(/^(attorney|person)-taken$/)]);
  const lost = came[0]?.state === 'failed' ? one.hearing : two.hearing;
  expect((await bookings(lost)).every(({ attorney }) => attorney !== comes.id)).toBe(true);
  expect(await attendees(lost)).toHaveLength(6);
  for (const [hearing, clerk] of [
    [one.hearing, second],
    [two.hearing, two.people.clerk],
  ] as const) {
    clerk.say({ type: 'close' });
    await court.written(hearing, 'closed');
  }
});

it('in the lobby, to an accused who came by a link: no booking, so no private word; a booking of another counsel stops it', async () => {
  const { hearing, people } = await court.inLobby({ courtroom: 'lobby' });
  propose(people.clerk, comes.id, SEATS.counsel);
  await stands(people.accused, 'asked');
  answer(people.accused, true);
  await stands(people.clerk, 'changed');
  expect((await people.counsel.sees(({ you }) => you.standing === 'released')).you.relieved).toBe(true);
  const { body } = await court.ask('POST', `/${hearing}/links`, { seat: NEW });
  const fresh = await court.enter((body as { token: string }).token, court.keys.witness);
  expect((await fresh.sees(() => true)).you).toMatchObject({ seat: NEW, standing: 'waiting', confidants: [] });
  people.clerk.say({ type: 'adjourn' });
  await court.written(hearing, 'adjourned');

  const { hearing: next, booking, people: those } = await inFacility('6');
  const theirs = await makeAttorney(court, 'counselthird', 'Name-of-a-third-counsel');
  await court.db.updateTable('booking').set({ attorney: theirs.id }).where('id', '=', booking).execute();
  const before = [await bookings(next), await attendees(next)];
  propose(those.clerk);
  await stands(those.accused, 'asked');
  answer(those.accused, true);
  expect((await stands(those.clerk, 'failed')).counselChange?.why).toBe('parties-differ');
  expect([await bookings(next), await attendees(next)]).toEqual(before);
});
