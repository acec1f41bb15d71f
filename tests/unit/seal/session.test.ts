import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url, toHex } from '#seal';
import { flipBit, id } from './party-lab.js';
import { SessionLab } from './session-lab.js';
import { until } from './until.js';

const frame = (length: number, fill = 7) => new Uint8Array(length).fill(fill);

async function sealedLab(n = 2): Promise<SessionLab> {
  const lab = await SessionLab.of(n);
  await lab.offer(n, 200);
  for (let party = 0; party < n; party++) await lab.tell(party, { type: 'verdict', same: true });
  expect(lab.names()).toEqual(Array(n).fill('sealed'));
  return lab;
}

test.each([2, 3, 4])('%i devices: same code, the right group hidden, sealed only after every verdict', async (n) => {
  const lab = await SessionLab.of(n);
  await lab.offer(n, 200);
  expect(lab.names()).toEqual(Array(n).fill('unverified'));
  const codes = lab.sessions.map((_, party) => lab.last(party, 'code').code);
  expect(new Set(codes.map(({ groups }) => groups.join())).size).toBe(1);
  expect(codes.map(({ hidden }) => hidden)).toEqual([2, ...Array(n - 1).fill(0)]);
  expect(lab.state(0)!.holders).toHaveLength(n);
  for (let party = 0; party < n - 1; party++) {
    await lab.tell(party, { type: 'verdict', same: true });
    expect(lab.state(party)!.name).toBe('matched-here');
  }
  await lab.tell(n - 1, { type: 'verdict', same: true });
  expect(lab.names()).toEqual(Array(n).fill('sealed'));
});

test('frames: nothing before keyed, audio while unverified, video once sealed, equal audio sizes', async () => {
  const lab = await SessionLab.of(2);
  const [audio, video] = [lab.attach(0, 'send', 'audio'), lab.attach(0, 'send', 'video')];
  const [hear, see] = [lab.attach(1, 'receive', 'audio'), lab.attach(1, 'receive', 'video')];
  await audio.put(frame(50));
  await until(async () => (await lab.counters(0)).send.audio.dropped['not-keyed'] === 1);
  await lab.offer(2, 200);
  await video.put(frame(900));
  for (const length of [0, 3, 80, 159, 160]) await audio.put(frame(length));
  await until(async () => (await lab.counters(0)).send.audio.dropped['too-long'] === 1);
  await until(async () => (await lab.counters(0)).send.video.dropped['not-sealed'] === 1);
  expect(video.out).toHaveLength(0);
  expect(audio.out.map(({ length }) => length)).toEqual(Array(4).fill(1 + 160 + 16));
  for (const payload of audio.out) await hear.put(payload);
  await until(() => hear.out.length === 3);
  // A frame that holds nothing says only that its sender is there.
  expect(hear.out.map(({ length }) => length)).toEqual([3, 80, 159]);
  expect((await lab.counters(1)).receive.audio.dropped).toEqual({ empty: 1 });
  for (const party of [0, 1]) await lab.tell(party, { type: 'verdict', same: true });
  await video.put(frame(900, 9));
  await video.put(frame(300, 9));
  await until(() => video.out.length === 2);
  for (const payload of video.out) await see.put(payload);
  await until(() => see.out.length === 2);
  expect(see.out[0]).toEqual(frame(900, 9));
  expect(see.keyFrameRequests).toBe(1);
});

test('what is plain, replayed, changed, or of the other kind never comes out of a receiver', async () => {
  const lab = await sealedLab();
  const audio = lab.attach(0, 'send', 'audio');
  const [hear, see] = [lab.attach(1, 'receive', 'audio'), lab.attach(1, 'receive', 'video')];
  await lab.sessions[0]!.handle({ type: 'count' });
  await lab.settle();
  await audio.put(frame(10));
  await until(() => audio.out.length === 1);
  const payload = audio.out[0]!;
  await see.put(payload);
  await hear.put(frame(60));
  await hear.put(flipBit(payload as Uint8Array<ArrayBuffer>, 300));
  await hear.put(payload);
  await hear.put(payload);
  await until(async () => (await lab.counters(1)).receive.audio.dropped.replayed === 1);
  const { receive } = await lab.counters(1);
  expect(hear.out).toEqual([frame(10)]);
  expect(see.out).toEqual([]);
  expect(receive.audio.dropped['bad-tag']).toBe(2);
  expect(receive.audio.passed).toBe(1);
  expect(receive.video.dropped['wrong-kind']).toBe(1);
});

test('every new transform has a new key, and the receiver follows', async () => {
  const lab = await sealedLab();
  const hear = lab.attach(1, 'receive', 'audio');
  const kids = [];
  for (let turn = 0; turn < 3; turn++) {
    const audio = lab.attach(0, 'send', 'audio');
    await lab.sessions[0]!.handle({ type: 'count' });
    await lab.settle();
    kids.push(lab.last(0, 'seal').body);
    await audio.put(frame(10 + turn));
    await until(() => audio.out.length === 1);
    await hear.put(audio.out[0]!);
    await until(() => hear.out.length === turn + 1);
    await audio.end();
  }
  expect(kids.map((body) => fromBase64Url(body)[3])).toEqual([0, 8, 16]);
});

test('"different", a forged verdict, a forged key message and erase break; nothing leaves any more', async () => {
  const breaks: [(lab: SessionLab) => Promise<void>, string][] = [
    [(lab) => lab.tell(0, { type: 'verdict', same: false }), 'verdict-different'],
    [
      (lab) =>
        lab.tell(0, { type: 'seal', round: toHex(id(200)), step: 'verdict', from: 1, body: toBase64Url(frame(65, 1)) }),
      'bad-signature',
    ],
    [
      (lab) =>
        lab.tell(0, {
          type: 'seal',
          round: toHex(id(200)),
          step: 'key',
          from: 1,
          body: toBase64Url(new Uint8Array(60).fill(1)),
        }),
      'bad-key-message',
    ],
    [(lab) => lab.tell(0, { type: 'negotiation-violated' }), 'negotiation-violated'],
    [(lab) => lab.tell(0, { type: 'erase', keep: false }), 'erased'],
  ];
  for (const [act, code] of breaks) {
    const lab = await sealedLab();
    const audio = lab.attach(0, 'send', 'audio');
    await lab.sessions[0]!.handle({ type: 'count' });
    await act(lab);
    expect(lab.state(0)).toMatchObject({ name: 'broken', holders: [], reason: { code } });
    await audio.put(frame(10));
    await until(async () => (await lab.counters(0)).send.audio.dropped['not-keyed'] === 1);
    expect(audio.out).toEqual([]);
  }
});

test('a verdict "different" breaks the other side too, and no later offer starts again', async () => {
  const lab = await sealedLab();
  await lab.tell(1, { type: 'verdict', same: false });
  expect(lab.names()).toEqual(['broken', 'broken']);
  await lab.offer(2, 201);
  expect(lab.names()).toEqual(['broken', 'broken']);
});

test('without matching stays so, whatever verdicts come', async () => {
  const lab = await SessionLab.of(2);
  await lab.offer(2, 200);
  for (const party of [0, 1]) await lab.tell(party, { type: 'without-matching', round: toHex(id(200)) });
  for (const party of [0, 1]) await lab.tell(party, { type: 'verdict', same: true });
  expect(lab.names()).toEqual(['unmatched', 'unmatched']);
});

test('a changed handshake message breaks; a fresh round works; eight attempts, then only on request', async () => {
  const lab = await SessionLab.of(2);
  lab.intercept = (to, message) =>
    to === 0 ? { ...message, body: toBase64Url(flipBit(fromBase64Url(message.body), 300)) } : message;
  for (let round = 0; round < 8; round++) await lab.offer(2, 10 + round);
  expect(lab.state(0)).toMatchObject({ name: 'broken', reason: { code: 'commit-mismatch', by: 'here' } });
  lab.intercept = (_, message) => message;
  await lab.offer(2, 30);
  expect(lab.state(0)).toMatchObject({ name: 'broken', reason: { code: 'too-many-attempts' } });
  for (const party of [0, 1]) await lab.tell(party, { type: 'again' });
  await lab.offer(2, 31);
  expect(lab.names()).toEqual(['unverified', 'unverified']);
});

test('a silent server: broken after ten seconds', async () => {
  const lab = await SessionLab.of(2);
  lab.intercept = () => undefined;
  await lab.offer(2, 200);
  lab.clock.pass(9_999);
  await lab.settle();
  await lab.tell(0, { type: 'count' });
  expect(lab.state(0)!.name).toBe('keying');
  lab.clock.pass(1);
  await lab.tell(0, { type: 'count' });
  expect(lab.state(0)).toMatchObject({ name: 'broken', reason: { code: 'timeout' } });
});

test('a third party comes late: the old keys serve until the new code is there', async () => {
  const lab = await SessionLab.of(3);
  await lab.offer(2, 200);
  for (const party of [0, 1]) await lab.tell(party, { type: 'verdict', same: true });
  lab.intercept = (to, message) => (to === 2 && message.step === 'confirm' ? undefined : message);
  await lab.offer(3, 201);
  expect(lab.state(2)!.name).toBe('keying');
  lab.intercept = (_, message) => message;
  await lab.offer(3, 202);
  expect(lab.names()).toEqual(['unverified', 'unverified', 'unverified']);
  expect(lab.state(0)!.holders).toHaveLength(3);
});

test('after one of three left, the others draw new keys and it hears nothing', async () => {
  const lab = await sealedLab(3);
  const audio = lab.attach(0, 'send', 'audio');
  const [stays, gone] = [lab.attach(1, 'receive', 'audio'), lab.attach(2, 'receive', 'audio')];
  await lab.tell(0, { type: 'count' });
  for (const party of [0, 1]) await lab.tell(party, { type: 'left', party: 2 });
  await audio.put(frame(20));
  await until(() => audio.out.length === 1);
  await stays.put(audio.out[0]!);
  await gone.put(audio.out[0]!);
  await until(() => stays.out.length === 1);
  await until(async () => (await lab.counters(2)).receive.audio.dropped['unknown-kid'] === 1);
  expect(lab.state(0)!.holders).toEqual(['Party 1', 'Party 2']);
});

test('after one of three left, the others need not wait for its answer; its own "same" no longer counts', async () => {
  const lab = await SessionLab.of(3);
  await lab.offer(3, 200);
  await lab.tell(0, { type: 'verdict', same: true });
  await lab.tell(1, { type: 'verdict', same: true });
  expect(lab.state(0)!.name).toBe('matched-here');
  await lab.tell(0, { type: 'left', party: 2 });
  expect(lab.state(0)).toMatchObject({ name: 'sealed', holders: ['Party 1', 'Party 2'], left: ['Party 3'] });
  await lab.tell(1, { type: 'left', party: 0 });
  await lab.tell(1, { type: 'left', party: 2 });
  expect(lab.state(1)!.name).toBe('matched-here');
});

test('the page is told who is new, against the last open conversation', async () => {
  const lab = await SessionLab.of(4);
  await lab.offer(2, 200);
  expect(lab.state(0)).toMatchObject({ joined: [] });
  for (const party of [0, 1]) await lab.tell(party, { type: 'verdict', same: true });
  await lab.offer(3, 201);
  expect(lab.state(0)).toMatchObject({ name: 'unverified', joined: ['Party 3'] });
  await lab.offer(4, 202);
  expect(lab.state(1)).toMatchObject({ name: 'unverified', joined: ['Party 3', 'Party 4'] });
  expect(lab.state(3)).toMatchObject({ name: 'unverified', joined: [] });
});
