import { expect, test } from 'vitest';
import { toBase64Url, toHex } from '#seal';
import type { IncomingSeal } from '../../../libs/calling/src/seal-messages.js';
import { frame, hears, keyedLab, sealed, steps } from './coming-back-lab.js';
import { id } from './party-lab.js';
import type { SessionLab } from './session-lab.js';
import { until } from './until.js';

test('a peer that reloads while another RESUME runs, and messages lost on the way: the next try meets', async () => {
  for (const lost of ['resume-hello', 'resume-proof', 'key', 'verdict']) {
    const lab = await keyedLab(2);
    await lab.reload(1);
    lab.intercept = (_, message) => (message.step === lost ? undefined : message);
    await lab.here([0, 1]);
    await lab.reload(0);
    lab.intercept = (to, message) => (message.step === lost && to === 0 ? undefined : message);
    await lab.here([0, 1]);
    lab.intercept = (_, message) => message;
    for (const party of [0, 1]) await lab.tell(party, { type: 'signalling-restored' });
    expect(lab.names()).toEqual(['sealed', 'sealed']);
    await hears(lab, 0, 1);
    await hears(lab, 1, 0);
  }
});

test('a KEY of the pair before, on its way while RESUME ran, breaks nothing; one that is forged later does', async () => {
  const lab = await keyedLab(2);
  await lab.reload(1);
  let late: IncomingSeal | undefined;
  lab.intercept = (to, message) => {
    if (to !== 1 || message.step !== 'key' || late) return message;
    late = message;
    return undefined;
  };
  // Under the wrap key of before: the other device does not know yet that this one was away.
  lab.attach(0, 'send', 'audio');
  await lab.tell(0, { type: 'count' });
  expect(late).toBeDefined();
  lab.intercept = (_, message) => (message.step === 'key' ? undefined : message);
  await lab.here([0, 1]);
  expect(lab.names()).toEqual(['sealed', 'sealed']);
  await lab.tell(1, { type: 'seal', ...late! });
  expect(lab.state(1)!.name).toBe('sealed');
  lab.intercept = (_, message) => message;
  await hears(lab, 1, 0);
  const forged = frame(60, 1).fill(4, 3, 4);
  await lab.tell(1, { type: 'seal', ...late!, body: toBase64Url(forged) });
  expect(lab.state(1)).toMatchObject({ name: 'broken', reason: { code: 'bad-key-message' } });
});

/** What device 1 said in a RESUME before the last one, and the lab after both. */
async function resumedTwice(): Promise<{ lab: SessionLab; said: IncomingSeal[] }> {
  const lab = await keyedLab(2);
  const said: IncomingSeal[] = [];
  lab.intercept = (to, message) => {
    if (to === 0 && message.step.startsWith('resume')) said.push(message);
    return message;
  };
  await lab.reload(1);
  await lab.here([0, 1]);
  lab.intercept = (_, message) => message;
  await lab.reload(1);
  await lab.here([0, 1]);
  // Its hello twice: once more when the other's came, which could not know of it.
  expect(said.map(({ step }) => step)).toEqual(['resume-hello', 'resume-hello', 'resume-proof']);
  return { lab, said: said.slice(1) };
}

test('a server that plays an old hello and its proof again gets no keys; the device itself does', async () => {
  const { lab, said } = await resumedTwice();
  lab.attach(0, 'send', 'audio');
  await lab.tell(0, { type: 'count' });
  const before = steps(lab, 0).length;
  lab.intercept = () => undefined;
  for (const message of said) await lab.tell(0, { type: 'seal', ...message });
  expect(steps(lab, 0).slice(before)).toEqual(['resume-hello', 'resume-proof']);
  expect(lab.state(0)!.name).toBe('sealed');
  lab.intercept = (_, message) => message;
  await lab.reload(1);
  await lab.here([0, 1]);
  expect(steps(lab, 0).slice(before + 2)).toContain('key');
  await hears(lab, 0, 1);
});

test('a hello played again to two who serve: both go on, under keys that fit', async () => {
  const { lab, said } = await resumedTwice();
  await lab.tell(0, { type: 'seal', ...said[0]! });
  expect(lab.names()).toEqual(['sealed', 'sealed']);
  await hears(lab, 0, 1);
  await hears(lab, 1, 0);
});

test('nobody answers a hello for a round that is not served; for the served one, it is answered', async () => {
  const { lab, said } = await resumedTwice();
  const before = steps(lab, 0).length;
  await lab.tell(0, { type: 'seal', ...said[0]!, round: toHex(id(7)) });
  expect(steps(lab, 0)).toHaveLength(before);
  await lab.tell(0, { type: 'seal', ...said[0]! });
  expect(steps(lab, 0).length).toBeGreaterThan(before);
});

test('another device of the booking without the visit key is let into nothing', async () => {
  const lab = await keyedLab(2);
  lab.attach(0, 'send', 'audio');
  await lab.tell(0, { type: 'count' });
  const before = steps(lab, 0).length;
  // Its own record of the same round, with a visit key that the other side never saw.
  const [booking, kept] = [...lab.rounds[1]!.held][0]!;
  const stranger = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  lab.rounds[1]!.held.set(booking, { ...kept, visit: (stranger as CryptoKeyPair).privateKey });
  await lab.reload(1);
  // Its verdict would end the session: nobody of the round signed it.
  lab.intercept = (_, message) => (message.step === 'verdict' ? undefined : message);
  await lab.here([0, 1]);
  expect(steps(lab, 0).slice(before)).toEqual(['resume-hello', 'resume-proof']);
  expect(lab.state(1)!.name).toBe('sealed');
  const hear = lab.attach(0, 'receive', 'audio');
  const audio = lab.attach(1, 'send', 'audio');
  await lab.tell(1, { type: 'count' });
  await hear.put(await sealed(lab, audio, 9));
  await until(async () => (await lab.counters(0)).receive.audio.dropped['unknown-kid'] === 1);
  expect(hear.out).toEqual([]);
});
