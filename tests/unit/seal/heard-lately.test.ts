import { expect, test } from 'vitest';
import { HeardLately, SILENT_AFTER } from '../../../libs/calling/src/seal-worker/heard-lately.js';
import { TICK } from '../../../libs/calling/src/seal-worker/seal-clock.js';
import { flipBit } from './party-lab.js';
import { type FakeTransformer, SessionLab } from './session-lab.js';
import { until } from './until.js';

const speech = new Uint8Array(80).fill(7);

test('who was heard and is not any more is silent; who was never heard, or is forgotten, is not missed', () => {
  const lately = new HeardLately();
  const look = (times: number) => Array.from({ length: times }, () => lately.look());
  const looks = SILENT_AFTER / TICK;
  lately.heard(1);
  look(1);
  lately.heard(2);
  look(looks - 2);
  expect(lately.silent).toEqual([]);
  look(1);
  expect(lately.silent).toEqual([1]);
  lately.heard(1);
  lately.forget(2);
  lately.gone(3);
  look(1);
  expect(lately.silent).toEqual([]);
  lately.gone(1);
  expect(lately.silent).toEqual([1]);
});

/** `n` devices, sealed; each sends sound to device 0 and gets its sound. */
async function talking(n: number) {
  const lab = await SessionLab.of(n);
  await lab.offer(n, 200);
  for (let party = 0; party < n; party++) await lab.tell(party, { type: 'verdict', same: true });
  const others = [...Array(n).keys()].slice(1);
  const mine = lab.attach(0, 'send', 'audio');
  const lines = others.map((party) => ({
    party,
    sends: lab.attach(party, 'send', 'audio'),
    isHeard: lab.attach(0, 'receive', 'audio'),
    hears: lab.attach(party, 'receive', 'audio'),
  }));
  for (const party of lab.sessions.keys()) await lab.sessions[party]!.handle({ type: 'count' });
  await lab.settle();
  return { lab, mine, lines };
}

/** Puts a frame in, and its payload into the receivers; resolves when those have taken it. */
async function say(lab: SessionLab, from: FakeTransformer, to: readonly FakeTransformer[]): Promise<Uint8Array> {
  const sent = from.out.length;
  await from.put(speech);
  await until(() => from.out.length === sent + 1);
  for (const receiver of to) await receiver.put(from.out[sent]!);
  for (const party of lab.sessions.keys()) await lab.counters(party);
  return from.out[sent]!;
}

const pass = async (lab: SessionLab, milliseconds: number): Promise<void> => {
  for (let gone = 0; gone < milliseconds; gone += TICK) lab.clock.pass(TICK);
  for (const party of lab.sessions.keys()) await lab.counters(party);
};

const silentAt = (lab: SessionLab, party: number) =>
  lab.posted[party]!.filter((message) => message.type === 'silent').map(({ places }) => places);

test('a line that dies is noticed in 2 s at both ends, no speech leaves, and the first frame that is opened mends it', async () => {
  const { lab, mine, lines } = await talking(2);
  const { sends, isHeard, hears } = lines[0]!;
  const first = await say(lab, mine, [hears]);
  await say(lab, sends, [isHeard]);
  await until(() => hears.out.length === 1 && isHeard.out.length === 1);
  await pass(lab, SILENT_AFTER - TICK);
  for (const party of [0, 1]) expect(silentAt(lab, party)).toEqual([]);
  await pass(lab, TICK);
  expect([silentAt(lab, 0), silentAt(lab, 1)]).toEqual([[[1]], [[0]]]);

  // What is said now goes out as nothing: as long as before, and opened as nothing.
  const nothing = await say(lab, mine, [hears]);
  expect(nothing).toHaveLength(first.length);
  expect((await lab.counters(0)).send.audio.dropped).toEqual({ 'nobody-heard': 1 });
  await until(async () => (await lab.counters(1)).receive.audio.dropped['empty'] === 1);
  expect(hears.out).toHaveLength(1);

  // It was opened by a key all the same, so that end hears somebody again, and says its own words.
  await pass(lab, TICK);
  expect(silentAt(lab, 1)).toEqual([[0], []]);
  await say(lab, sends, [isHeard]);
  await until(() => isHeard.out.length === 2);
  await pass(lab, TICK);
  expect(silentAt(lab, 0)).toEqual([[1], []]);
  await say(lab, mine, [hears]);
  await until(() => hears.out.length === 2);
  expect(hears.out[1]).toEqual(speech);
});

test('what no key opens, and what was opened before, is nobody', async () => {
  const { lab, mine, lines } = await talking(2);
  const { sends, isHeard } = lines[0]!;
  await say(lab, mine, []);
  const heard = await say(lab, sends, [isHeard]);
  await until(() => isHeard.out.length === 1);
  await pass(lab, SILENT_AFTER - TICK);
  await isHeard.put(heard);
  await isHeard.put(flipBit(heard as Uint8Array<ArrayBuffer>, 400));
  await until(async () => (await lab.counters(0)).receive.audio.dropped['bad-tag'] === 1);
  await pass(lab, TICK);
  expect(silentAt(lab, 0)).toEqual([[1]]);
});

test('of two others one is silent: it is told, and the third goes on hearing speech', async () => {
  const { lab, mine, lines } = await talking(3);
  const [gone, stays] = [lines[0]!, lines[1]!];
  await say(lab, gone.sends, [gone.isHeard]);
  for (let second = 0; second < 3; second++) {
    await say(lab, stays.sends, [stays.isHeard]);
    await pass(lab, 1_000);
  }
  expect(silentAt(lab, 0)).toEqual([[1]]);
  await say(lab, mine, [stays.hears]);
  await until(() => stays.hears.out.length === 1);
  expect(stays.hears.out[0]).toEqual(speech);
});

test('a party that the server calls gone is missed at once: nothing is said into an empty line', async () => {
  const { lab, mine, lines } = await talking(2);
  const { sends, isHeard } = lines[0]!;
  await say(lab, sends, [isHeard]);
  await until(() => isHeard.out.length === 1);
  await lab.tell(0, { type: 'left', party: 1 });
  await pass(lab, TICK);
  expect(silentAt(lab, 0)).toEqual([[1]]);
  await say(lab, mine, []);
  expect((await lab.counters(0)).send.audio.dropped).toEqual({ 'nobody-heard': 1 });
});
