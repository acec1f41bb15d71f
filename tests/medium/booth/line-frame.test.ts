import { makePlan, type LinkSession, USUAL_POLICY } from '#link';
import type { LineFrame } from '#protocol';
import { expect, it } from 'vitest';
import { readConversations } from '../../../apps/facility/src/line/read-conversations.js';
import { LinePlans } from '../../../apps/facility/src/line/line-plans.js';
import { LossWatch } from '../../../apps/facility/src/line/loss-watch.js';
import { configured, hearing } from '../../unit/link/line-samples.js';
import { openChannel } from './opened-channel.js';
import type { TestChannel } from './test-channel.js';
import type { TestDevice } from './test-device.js';

let channel: TestChannel;
openChannel((made) => (channel = made));

/** Plans of a line of so many kbit/s, as the facility makes them, and what runs `beside` the booths. */
function line(kbps: number, beside: () => readonly LinkSession[] = () => []) {
  const { db, now } = channel.house;
  return new LinePlans({
    capacity: async () => configured(kbps),
    sessions: async () => {
      const all = await readConversations(db, { from: now(), to: new Date(now().getTime() + 1) });
      return [...all.map(({ session }) => session).filter(({ state }) => state === 'running'), ...beside()];
    },
    marking: async () => undefined,
    losses: new LossWatch(),
    limit: (caps) => channel.house.all.life.follow(caps),
    explain: async () => undefined,
    counted: () => undefined,
    told: () => undefined,
    now: Date.now,
  });
}

const WISH = {
  booth: '4',
  detainee: '1001',
  attorney: 'a1',
  from: '2026-11-24T05:00:00Z',
  to: '2026-11-24T06:00:00Z',
};

const told = (device: TestDevice) =>
  device.all('line').map(({ send, take, reason }: LineFrame) => [send.video, take.video, reason]);
/** What was sent before has come: the refusal of an unknown frame comes after it. */
async function settled(device: TestDevice): Promise<void> {
  const before = device.all('refused').length;
  device.send({ type: 'are-you-there' });
  await device.gets('refused', before + 1);
}

it('says nothing where nobody has set what the line carries', async () => {
  const { booth, law } = await channel.both();
  for (const device of [booth, law]) await settled(device);
  expect([told(booth), told(law)]).toEqual([[], []]);
});

it('says to both what the line gives, once, and again when it changes; to who comes back at once', async () => {
  const { id, booth, law } = await channel.both();
  let court: readonly LinkSession[] = [];
  const plans = line(2500, () => court);
  await plans.look();
  await plans.look();
  for (const device of [booth, law]) await settled(device);
  expect(told(booth)).toEqual([['360p', '360p', undefined]]);
  expect(told(law)).toEqual([['360p', '360p', undefined]]);
  court = [hearing('h1', { inside: 1, outside: 2, viewers: 0 })];
  await plans.look();
  for (const device of [booth, law]) await device.gets('line', 2);
  expect(told(booth)[1]).toEqual(['off', expect.any(String), 'hearing-first']);
  expect(law.all('line')[1]?.take.video).toBe('off');
  const back = await channel.enter('attorney', await channel.attorneyCopy(id));
  expect(await back.gets('line')).toEqual(law.all('line')[1]);
});

it('of three, the one beyond the line who is passed on to another there keeps to the narrower direction', async () => {
  const { house } = channel;
  await house.withHelpers();
  const { id, code } = await house.admitted({ interpreter: 'i1' });
  const booth = await channel.enter('kiosk4', await house.all.booth.open('4', code));
  const law = await channel.enter('attorney', await channel.attorneyCopy(id));
  await law.gets('media');
  const { db, now } = house;
  const sessions = (await readConversations(db, { from: now(), to: new Date(now().getTime() + 1) })).map(
    ({ session }) => session,
  );
  const capacity = { up: configured(1000).up, down: configured(50_000).down };
  house.all.life.follow(makePlan({ capacity, sessions, policy: USUAL_POLICY, marking: undefined }).caps);
  expect(await booth.gets('line')).toMatchObject({ send: { video: '180p' }, take: { video: '360p' } });
  expect(await law.gets('line')).toMatchObject({ send: { video: '180p' }, take: { video: '180p' } });
});

it('a session that was booked as sound only runs so on both sides; changed back it has its pictures', async () => {
  const { house } = channel;
  const { id } = await house.all.desk.make
    .run({ wish: { ...WISH, soundOnly: true }, by: 'desk1' })
    .then(({ answer }) => answer);
  await house.all.desk.admit.run({ id, by: 'desk1' });
  const { code } = await house.all.slips.make(id);
  const booth = await channel.enter('kiosk4', await house.all.booth.open('4', code));
  const law = await channel.enter('attorney', await channel.attorneyCopy(id));
  await law.gets('media');
  const plans = line(50_000);
  await plans.look();
  for (const device of [booth, law]) {
    await device.gets('line');
    expect(told(device)).toEqual([['off', 'off', 'booked-sound-only']]);
  }
  await house.db.updateTable('booking').set({ sound_only: false }).where('id', '=', id).execute();
  await plans.look();
  await law.gets('line', 2);
  expect(told(law)[1]).toEqual(['360p', '360p', undefined]);
});

it('a conversation goes on where there is no plan', async () => {
  const { booth, law } = await channel.bothKeyed();
  await line(99).look();
  await settled(booth);
  expect(told(booth)).toEqual([]);
  await booth.verdict(true);
  await law.verdict(true);
  await law.gets('seal');
});
