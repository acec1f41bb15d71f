import { createHash } from 'node:crypto';
import { makeKioskCode } from '../../../apps/facility/src/kiosks/kiosk-code.js';
import type { FacilitySeat, ScheduleHearing } from '#protocol';
import { TestKiosk } from '../kiosks/test-kiosk.js';
import { cookieHeader } from '../people/facility-under-test.js';
import type { CourtDevice } from './court-device.js';
import { LINKED, SEATS, type TestCourt } from './test-court.js';

export const DETAINEE = '0217';
/** Minutes after the hour at which the hearing of `wish` begins. */
export const after = (wish: Pick<ScheduleHearing, 'from'>, minutes: number): string =>
  new Date(Date.parse(wish.from) + minutes * 60_000).toISOString();

/** The hearing that these tests schedule, its accused in a room of the facility, its counsel with an account. */
export async function wishInFacility(court: TestCourt, facility: Partial<FacilitySeat> & { booth: string }, hours = 5) {
  const { id: attorney } = await court.db
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'attorney1')
    .executeTakeFirstOrThrow();
  const now = court.wish() as ScheduleHearing;
  const wish = { ...now, from: after(now, hours * 60), to: after(now, hours * 60 + 60) };
  const people = wish.people.map((one, at) =>
    LINKED[at] === 'counsel'
      ? { ...one, attorney }
      : LINKED[at] === 'accused'
        ? { ...one, facility: { detainee: DETAINEE, counsel: SEATS.counsel - 1, ...facility } }
        : one,
  );
  return { ...wish, people };
}

/** Cookies of the two who can have a sealed word: counsel's account, and the kiosk of the booth. */
export async function partiesOf(court: TestCourt, booth: string): Promise<{ counsel: string; kiosk: string }> {
  const code = await makeKioskCode(court.db, booth);
  return {
    counsel: cookieHeader(await court.facility.signIn('attorney', 'attorney1')),
    kiosk: cookieHeader(await new TestKiosk(court.facility).enrol(code)),
  };
}

/** The booking of the hearing's own part, and that its slip has opened the booth. */
export async function openedRoom(court: TestCourt, hearing: string): Promise<string> {
  const { id } = await court.db
    .selectFrom('booking')
    .select('id')
    .where('hearing', '=', hearing)
    .where('part', '=', 'hearing')
    .executeTakeFirstOrThrow();
  const session = createHash('sha256').update(id).digest('hex').slice(0, 32);
  await court.db.updateTable('booking').set({ state: 'in-session', session }).where('id', '=', id).execute();
  return id;
}

export async function enterParty(
  court: TestCourt,
  booking: string,
  { at, cookie }: { at: 'attorney' | 'kiosk'; cookie: string },
): Promise<CourtDevice> {
  const host = `${at}.localhost:${court.facility.port}`;
  const device = await court.connect({ cookie, host, origin: `http://${host}` });
  device.send({ type: 'enter-party', booking });
  return device;
}
