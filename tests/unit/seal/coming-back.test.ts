import { expect, test } from 'vitest';
import { toHex } from '#seal';
import { everybody, frame, groups, hears, keyedLab, SAME, sealed, steps } from './coming-back-lab.js';
import { id } from './party-lab.js';
import { until } from './until.js';

test.each([2, 3, 4])(
  '%i devices: any of them reloads, and all are sealed in the same round without a new code',
  async (n) => {
    for (const who of everybody(n)) {
      const lab = await keyedLab(n);
      const code = groups(lab, who);
      if (n > 2)
        for (const other of everybody(n)) if (other !== who) await lab.tell(other, { type: 'left', party: who });
      await lab.reload(who);
      expect(lab.last(who, 'holds').round).toBe(toHex(id(200)));
      expect(lab.state(who)).toBeUndefined();
      await lab.here(everybody(n));
      expect(lab.names()).toEqual(Array(n).fill('sealed'));
      for (const party of everybody(n)) {
        expect(lab.state(party)).toMatchObject({ round: toHex(id(200)), left: [], joined: [] });
        expect(lab.state(party)!.holders).toHaveLength(n);
        expect(groups(lab, party)).toBe(code);
      }
      expect(steps(lab, who)).not.toContain('commit');
      for (const other of everybody(n)) {
        if (other === who) continue;
        await hears(lab, who, other);
        await hears(lab, other, who);
      }
    }
  },
);

test('frames that were sealed before the break open for nobody after it, and before it they do', async () => {
  const lab = await keyedLab(2);
  const [stays, goes] = [lab.attach(0, 'send', 'audio'), lab.attach(1, 'send', 'audio')];
  for (const party of [0, 1]) await lab.tell(party, { type: 'count' });
  const [hear, first] = [lab.attach(0, 'receive', 'audio'), lab.attach(1, 'receive', 'audio')];
  const old = [await sealed(lab, goes, 1), await sealed(lab, goes, 2), await sealed(lab, stays, 3)];
  await hear.put(old[0]!);
  await until(() => hear.out.length === 1);
  await first.put(await sealed(lab, stays, 4));
  await until(() => first.out.length === 1);
  await lab.reload(1);
  await lab.here([0, 1]);
  const [back, again] = [lab.attach(1, 'receive', 'audio'), lab.attach(1, 'send', 'audio')];
  await lab.tell(1, { type: 'count' });
  // The one that was never delivered, too: its key is gone with everything of the pair.
  await hear.put(old[1]!);
  await back.put(old[2]!);
  await hear.put(await sealed(lab, again, 5));
  await back.put(await sealed(lab, stays, 6));
  await until(() => hear.out.length === 2 && back.out.length === 1);
  expect(hear.out[1]).toEqual(frame(20, 5));
  expect(back.out[0]).toEqual(frame(20, 6));
});

test.each([
  [2, [0, 1]],
  [3, [0, 1]],
  [3, [0, 1, 2]],
  [4, [1, 3]],
  [4, [0, 1, 2, 3]],
])('of %i devices %j reload at the same time', async (n, those) => {
  const lab = await keyedLab(n);
  for (const who of those) await lab.reload(who);
  if (n > 2) {
    const stay = everybody(n).filter((party) => !those.includes(party));
    for (const other of stay) for (const party of those) await lab.tell(other, { type: 'left', party });
  }
  await lab.here(everybody(n));
  expect(lab.names()).toEqual(Array(n).fill('sealed'));
  for (const to of everybody(n)) for (const from of everybody(n)) if (from !== to) await hears(lab, to, from);
});

test('the state is the one before: the same code to compare, answers kept, and what was answered meanwhile', async () => {
  const unverified = await keyedLab(2, 0);
  await unverified.reload(1);
  await unverified.here([0, 1]);
  expect(unverified.names()).toEqual(['unverified', 'unverified']);
  expect(groups(unverified, 1)).toBe(groups(unverified, 0));

  const matched = await keyedLab(2, 1);
  await matched.reload(0);
  await matched.here([0, 1]);
  expect(matched.names()).toEqual(['matched-here', 'unverified']);
  await matched.reload(1);
  matched.intercept = () => undefined;
  await matched.tell(0, SAME);
  matched.intercept = (_, message) => message;
  await matched.here([0, 1]);
  await matched.tell(1, SAME);
  expect(matched.names()).toEqual(['sealed', 'sealed']);

  const away = await keyedLab(2, 1);
  await away.reload(0);
  await away.tell(1, SAME);
  expect(away.state(1)!.name).toBe('sealed');
  await away.here([0, 1]);
  expect(away.names()).toEqual(['sealed', 'sealed']);

  const skipped = await keyedLab(2, 0);
  for (const party of [0, 1]) await skipped.tell(party, { type: 'without-matching', round: toHex(id(200)) });
  await skipped.reload(1);
  await skipped.here([0, 1]);
  for (const party of [0, 1]) await skipped.tell(party, SAME);
  expect(skipped.names()).toEqual(['unmatched', 'unmatched']);
});

test('who comes back without having answered is waited for again; with its answer all are sealed', async () => {
  const lab = await keyedLab(3, 2);
  expect(lab.names()).toEqual(['matched-here', 'matched-here', 'unverified']);
  for (const party of [0, 1]) await lab.tell(party, { type: 'left', party: 2 });
  expect(lab.names()).toEqual(['sealed', 'sealed', 'unverified']);
  await lab.reload(2);
  await lab.here([0, 1, 2]);
  expect(lab.names()).toEqual(['matched-here', 'matched-here', 'unverified']);
  await lab.tell(2, SAME);
  expect(lab.names()).toEqual(['sealed', 'sealed', 'sealed']);
});

test('one of three whose line dropped comes back with its keys: the others RESUME with it, and the old ones are gone', async () => {
  const lab = await keyedLab(3);
  const audio = lab.attach(2, 'send', 'audio');
  await lab.tell(2, { type: 'count' });
  const before = await sealed(lab, audio, 1);
  for (const party of [0, 1]) await lab.tell(party, { type: 'left', party: 2 });
  expect(lab.state(0)).toMatchObject({ left: ['Party 3'] });
  await lab.here([0, 1, 2]);
  expect(lab.state(0)).toMatchObject({ left: [], name: 'sealed' });
  const hear = lab.attach(0, 'receive', 'audio');
  await hear.put(before);
  await hear.put(await sealed(lab, audio, 2));
  await until(() => hear.out.length === 1);
  expect(hear.out[0]).toEqual(frame(20, 2));
  await hears(lab, 2, 0);
});

test('while nobody answered, nothing leaves; a new offer takes over, with a new code', async () => {
  const lab = await keyedLab(2);
  const code = groups(lab, 1);
  await lab.reload(1);
  const audio = lab.attach(1, 'send', 'audio');
  await audio.put(frame(10));
  await until(async () => (await lab.counters(1)).send.audio.dropped['not-keyed'] === 1);
  expect(audio.out).toEqual([]);
  await lab.offer(2, 201);
  expect(lab.names()).toEqual(['unverified', 'unverified']);
  expect(groups(lab, 1)).not.toBe(code);
  expect(lab.last(1, 'holds').round).toBe(toHex(id(201)));
});

test('words: what was not answered arrives after the return, nothing is shown twice, later numbers are new', async () => {
  const lab = await keyedLab(2);
  const heard = (party: number) =>
    lab.posted[party]!.flatMap((message) => (message.type === 'heard' ? [message.text] : []));
  await lab.tell(1, { type: 'say', id: 1, text: 'before' });
  await lab.reload(1);
  await lab.tell(0, { type: 'say', id: 1, text: 'while away' });
  await lab.here([0, 1]);
  await lab.tell(1, { type: 'say', id: 1, text: 'after' });
  expect(heard(0)).toEqual(['before', 'after']);
  expect(heard(1)).toEqual(['while away']);
});

test('the record goes with the end, with "different", and when it is stale; a kiosk keeps one booking only', async () => {
  const lab = await keyedLab(2);
  const { held } = lab.rounds[0]!;
  expect(held.size).toBe(1);
  await lab.tell(0, { type: 'erase', keep: true });
  await lab.reload(0);
  expect(lab.last(0, 'holds').round).toBe(toHex(id(200)));
  lab.rounds[0]!.today = Date.parse('2026-11-25T11:15:00Z');
  await lab.reload(0);
  expect(lab.last(0, 'holds').round).toBeUndefined();
  lab.rounds[0]!.today = Date.parse('2026-11-25T11:14:59Z');
  await lab.reload(0);
  expect(lab.last(0, 'holds').round).toBe(toHex(id(200)));
  await lab.tell(0, { type: 'erase', keep: false });
  await until(() => held.size === 0);

  const differs = await keyedLab(2);
  await differs.tell(1, { type: 'verdict', same: false });
  await until(() => differs.rounds.every((rounds) => rounds.held.size === 0));

  const kiosk = await keyedLab(2);
  const [booking, kept] = [...kiosk.rounds[0]!.held][0]!;
  kiosk.rounds[0]!.held.set('another', { ...kept, booking: 'another' });
  await kiosk.reload(0, (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair);
  await until(() => kiosk.rounds[0]!.held.size === 1);
  expect(kiosk.rounds[0]!.held.has(booking)).toBe(true);
});
