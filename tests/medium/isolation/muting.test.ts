import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { received } from './expected-matrix.js';
import type { HeldHearing } from './held-hearing.js';
import { listen, tidingsOf } from './hostile.js';
import { IsolationCourt } from './isolation-court.js';
import { type Measured, SCREENED, SCREENED_FROM, seatOf, type Who } from './seats.js';

/** Milliseconds for which packets are counted, where some must come as well as where none may. */
const WINDOW = 500;
/** Times that somebody muted publishes anew. */
const TIMES = 6;
const MUTED: Who = 'prosecutor';
const OTHER: Who = 'counsel';
const IN_COURT = { state: 'open', standing: 'admitted' } as const;

let house: IsolationCourt;
beforeAll(async () => {
  house = await IsolationCourt.open();
}, 120_000);
afterAll(() => house?.close());

async function held(listener: Who): Promise<HeldHearing> {
  const made = await house.convene();
  await made.openAndPublish();
  await listen(made.parties.get(listener)!, house.peers, nameOf(made, listener), [MUTED, OTHER]);
  return made;
}

const nameOf = (hearing: HeldHearing, listener: Who): string => `${hearing.id} ${listener} listens`;

/** Packets of these two that the listener gets in a window. */
async function heardIn(
  hearing: HeldHearing,
  listener: Who,
  window = WINDOW,
): Promise<{ muted: number; other: number }> {
  const count = async () => {
    const heard = await house.peers.heard(nameOf(hearing, listener));
    const [muted = 0, other = 0] = [MUTED, OTHER].map((who) => heard.get(seatOf(who) + 1) ?? 0);
    return { muted, other };
  };
  const before = await count();
  await new Promise((resolve) => setTimeout(resolve, window));
  const after = await count();
  return { muted: after.muted - before.muted, other: after.other - before.other };
}

async function both(hearing: HeldHearing): Promise<void> {
  await vi.waitFor(
    async () => {
      const { muted, other } = await heardIn(hearing, 'judge');
      expect([muted > 0, other > 0]).toEqual([true, true]);
    },
    { timeout: 15_000 },
  );
}

async function mute(hearing: HeldHearing, on: boolean): Promise<void> {
  hearing.say({ type: 'mute', seat: seatOf(MUTED), on });
  await hearing.device(MUTED).sees(({ you }) => you.muted === on);
}

/** Others are heard all the time, so that silence is not that of the line. */
async function silent(hearing: HeldHearing): Promise<void> {
  await vi.waitFor(async () => expect((await heardIn(hearing, 'judge', 100)).muted).toBe(0), { timeout: 15_000 });
  const { muted, other } = await heardIn(hearing, 'judge');
  expect(muted).toBe(0);
  expect(other).toBeGreaterThan(0);
}

it('who is muted by the court is not heard, whatever the own page goes on sending, until the court lifts it', async () => {
  const hearing = await held('judge');
  await both(hearing);
  await mute(hearing, true);
  const before = await house.peers.sent(`${hearing.id} ${MUTED}`);
  await silent(hearing);
  // It was not the sender that obeyed.
  expect(await house.peers.sent(`${hearing.id} ${MUTED}`)).toBeGreaterThan(before + 5);
  hearing.device(MUTED).say({ type: 'hand', up: true });
  await hearing
    .device('judge')
    .sees(({ people }) => people.some(({ seat, hand }) => seat === seatOf(MUTED) && hand === 1));
  await mute(hearing, false);
  await both(hearing);
  const lines = hearing.device('judge').minute.filter(({ what }) => what === 'muted' || what === 'unmuted');
  expect(lines.map(({ what, seat, by }) => [what, seat, by])).toEqual([
    ['muted', seatOf(MUTED), seatOf('presiding judge')],
    ['unmuted', seatOf(MUTED), seatOf('presiding judge')],
  ]);
  hearing.close();
}, 120_000);

/** A listener of its own, as soon as Janus lets it. @returns packets of who published anew, once it hears somebody else. */
async function publishedAnew(hearing: HeldHearing, round: number): Promise<number> {
  await (
    await hearing.publish(MUTED)
  )();
  const party = hearing.parties.get('judge')!;
  const name = `${hearing.id} judge listens ${round}`;
  const handle = await listen(party, house.peers, name, [MUTED, OTHER]);
  const heard = async (who: Who) => (await house.peers.heard(name)).get(seatOf(who) + 1) ?? 0;
  await vi.waitFor(async () => expect(await heard(OTHER)).toBeGreaterThan(WINDOW / 50), { timeout: 15_000 });
  const count = await heard(MUTED);
  await party.ask({ janus: 'detach', session_id: party.session, handle_id: handle });
  return count;
}

async function unpublish(hearing: HeldHearing): Promise<void> {
  const party = hearing.parties.get(MUTED)!;
  const sent = party.send(party.request(hearing.publishers.get(MUTED)!, { request: 'unpublish' }));
  await party.find((frame) => frame['transaction'] === sent && frame.janus === 'event');
  await party.find((frame) => frame.janus === 'hangup');
  party.frames.length = 0;
}

it('publishing anew, or coming back with a new device and grant, does not make somebody muted heard', async () => {
  const hearing = await house.convene();
  await hearing.openAndPublish();
  await unpublish(hearing);
  expect(await publishedAnew(hearing, 0)).toBeGreaterThan(0);
  await mute(hearing, true);
  for (let round = 1; round <= TIMES; round += 1) {
    await (round === TIMES ? hearing.comeBack(MUTED) : unpublish(hearing));
    expect(await publishedAnew(hearing, round), `round ${round}`).toBe(0);
    expect(await house.peers.sent(`${hearing.id} ${MUTED}`)).toBeGreaterThan(5);
  }
  await mute(hearing, false);
  await unpublish(hearing);
  expect(await publishedAnew(hearing, TIMES + 1)).toBeGreaterThan(0);
  hearing.close();
}, 120_000);

it('nobody is told by the plane that somebody was muted: not who may not know of them either', async () => {
  const hearing = await house.convene();
  await hearing.openAndPublish();
  const told = () => [...hearing.parties.values()].map(tidingsOf);
  const before = [...hearing.parties.keys()].map((who) => received({ who: who as Measured, ...IN_COURT }).length);
  await vi.waitFor(() => expect(told()).toEqual(before), { timeout: 15_000 });
  hearing.say({ type: 'mute', seat: seatOf(SCREENED), on: true });
  await hearing.device(SCREENED).sees(({ you }) => you.muted);
  await listen(hearing.parties.get('judge')!, house.peers, nameOf(hearing, 'judge'), [SCREENED, OTHER]);
  const silence = async () => {
    const heard = await house.peers.heard(nameOf(hearing, 'judge'));
    return [heard.get(seatOf(SCREENED) + 1) ?? 0, (heard.get(seatOf(OTHER) + 1) ?? 0) > 10];
  };
  await vi.waitFor(async () => expect(await silence()).toEqual([0, true]), { timeout: 15_000 });
  expect(told()).toEqual(before);
  expect(hearing.device(SCREENED_FROM).wire).not.toContain(`"seat":${seatOf(SCREENED)},`);
  hearing.close();
}, 120_000);
