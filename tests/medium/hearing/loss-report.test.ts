import { CALM_LOOKS, heardLoss, type LinePlan, LOSS_ON, SHIELDED_BUFFER_MS } from '#link';
import type { CountedVoice } from '#protocol';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HearingLife } from '../../../apps/facility/src/hearing/hearing-life.js';
import { LinePlans } from '../../../apps/facility/src/line/line-plans.js';
import { LossWatch } from '../../../apps/facility/src/line/loss-watch.js';
import { configured, hearing as hearingOnLine, MARKING } from '../../unit/link/line-samples.js';
import type { CourtDevice } from './court-device.js';
import { enterParty, openedRoom, partiesOf, wishInFacility } from './in-facility.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

let hours = 1;
/** An open hearing with the accused in a room of the facility. */
async function inSession() {
  hours += 3;
  const wish = await wishInFacility(court, { booth: '4' }, hours);
  const { hearing, people } = await court.inSession({ ...wish, courtroom: `R${hours}` });
  const { kiosk } = await partiesOf(court, '4');
  const accused = await enterParty(court, await openedRoom(court, hearing), { at: 'kiosk', cookie: kiosk });
  await accused.gets('media');
  return { hearing, people: { ...people, accused } };
}

const voice = (seat: number, missing: number, packets = 500): CountedVoice => ({ seat, packets, missing });
/** What was sent before has been read when this resolves. */
async function says(device: CourtDevice, ...voices: CountedVoice[]): Promise<void> {
  device.send({ type: 'loss', voices });
  await device.settled();
}
const life = () => court.facility.app.get(HearingLife);
const loss = (of: string) =>
  heardLoss(
    life()
      .heard()
      .filter(({ listener }) => listener.id.startsWith(of)),
  );
const twice = (plan: LinePlan | undefined) => plan?.kind === 'by-class' && plan.duplicate !== undefined;

/** Whoever is asked for the time says that so many milliseconds have passed. */
function later(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

it('what those outside miss of the room inside makes the shield of the plan, and it goes when they miss nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const { hearing, people } = await inSession();
    const sent: LinePlan[] = [];
    const plans = new LinePlans({
      capacity: async () => configured(8000),
      sessions: async () => [hearingOnLine(hearing, { inside: 1, outside: 4, viewers: 0 })],
      marking: async () => MARKING,
      loss: () => heardLoss(life().heard()),
      losses: new LossWatch(),
      send: async (plan) => {
        sent.push(plan);
        return { notCopied: undefined };
      },
      limit: (caps) => life().follow(caps),
      explain: async () => undefined,
      counted: () => undefined,
      told: () => undefined,
      now: Date.now,
    });
    const held = (device: CourtDevice) => device.all('line').map(({ take }) => take.jitterBufferTarget);
    const outside = [people.judge, people.counsel, people.prosecutor];
    const allSay = async (missing: number) => {
      later(4_000);
      for (const one of outside) await says(one, voice(SEATS.accused, missing));
    };

    await allSay(0);
    await plans.look();
    await people.judge.gets('line');
    await people.accused.gets('line');
    expect(twice(sent.at(-1))).toBe(false);
    expect([held(people.judge), held(people.accused)]).toEqual([[undefined], [undefined]]);

    await allSay(50);
    expect(loss(hearing)).toEqual({ up: 0.1, down: undefined });
    await plans.look();
    expect(twice(sent.at(-1))).toBe(true);
    await people.judge.gets('line', 2);
    expect(held(people.judge)).toEqual([undefined, SHIELDED_BUFFER_MS]);
    // What comes in loses nothing, so who is inside waits for nothing; pictures may have given way to the copies.
    await people.accused.settled();
    expect(held(people.accused).every((target) => target === undefined)).toBe(true);

    for (let look = 0; look < CALM_LOOKS; look += 1) {
      if (look % 2 === 0) await allSay(0);
      expect(twice(sent.at(-1))).toBe(true);
      await plans.look();
    }
    expect(twice(sent.at(-1))).toBe(false);
    await people.judge.gets('line', 3);
    expect(held(people.judge).at(-1)).toBeUndefined();

    // Nobody says anything any more, whatever was said last.
    await allSay(50);
    await plans.look();
    expect(twice(sent.at(-1))).toBe(true);
    later(11_999);
    await plans.look();
    expect(twice(sent.at(-1))).toBe(true);
    later(1);
    expect(loss(hearing)).toEqual({ up: undefined, down: undefined });
    await plans.look();
    expect(twice(sent.at(-1))).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it('who is inside tells of what comes in; who is outside and hears others outside, of nothing', async () => {
  const { hearing, people } = await inSession();
  await says(people.accused, voice(SEATS.judge, 40), voice(SEATS.counsel, 60));
  await says(people.counsel, voice(SEATS.judge, 500), voice(SEATS.prosecutor, 500));
  expect(loss(hearing)).toEqual({ up: undefined, down: 0.08 });
});

it('one person alone, whatever is said, does not switch it for the house', async () => {
  const { hearing, people } = await inSession();
  await says(people.judge, voice(SEATS.accused, 3));
  await says(people.counsel, voice(SEATS.accused, 500));
  expect(loss(hearing).up).toBeLessThan(LOSS_ON);
  // A second one who says so does, with the judge against them.
  await says(people.prosecutor, voice(SEATS.accused, 500));
  expect(loss(hearing).up).toBe(1);
});

it('counts nothing of who is not in court, of a voice that is not theirs to hear, or of who has gone', async () => {
  const { hearing, people } = await inSession();
  // The witness waits in the lobby.
  await says(people.witness, voice(SEATS.accused, 500));
  await says(people.judge, voice(SEATS.witness, 500), voice(63, 500), voice(SEATS.judge, 500));
  expect(loss(hearing)).toEqual({ up: undefined, down: undefined });
  await says(people.counsel, voice(SEATS.accused, 500));
  expect(loss(hearing).up).toBe(1);
  people.counsel.cut();
  await people.judge.sees(({ people: seen }) =>
    seen.some(({ seat, connected }) => seat === SEATS.counsel && !connected),
  );
  expect(loss(hearing).up).toBeUndefined();
  people.judge.say({ type: 'pause' });
  await people.judge.sees(({ state }) => state === 'paused');
  expect(
    life()
      .heard()
      .filter(({ listener }) => listener.id.startsWith(hearing)),
  ).toEqual([]);
});

it('reads no second report within two seconds, and refuses what has another form or comes before entering', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const { hearing, people } = await inSession();
    await says(people.judge, voice(SEATS.accused, 0));
    later(1_999);
    await says(people.judge, voice(SEATS.accused, 500));
    expect(loss(hearing).up).toBe(0);
    later(1);
    await says(people.judge, voice(SEATS.accused, 500));
    expect(loss(hearing).up).toBe(1);
    const refused = people.judge.refusals().length;
    await says(people.judge, voice(SEATS.accused, 501));
    expect(people.judge.refusals()).toHaveLength(refused + 2);
    expect(loss(hearing).up).toBe(1);
    const stranger = await court.connect();
    await says(stranger, voice(SEATS.accused, 500));
    expect(stranger.refusals()).toEqual(['not-allowed', 'message-unknown']);
  } finally {
    vi.useRealTimers();
  }
});
