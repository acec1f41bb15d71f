import { beforeAll, expect, test } from 'vitest';
import { finishResume, KeyReceiver, KeySender, meetResume, type ResumeGround, startResume } from '#seal';
import { entropy, flipBit, PartyLab } from './party-lab.js';

let a: ResumeGround;
let b: ResumeGround;

beforeAll(async () => {
  const lab = await PartyLab.of(3);
  await lab.run();
  const ground = (me: number, peer: number): ResumeGround => {
    const { transcript, visit } = lab.keyed(me);
    return { T: transcript.T, me, peer, secret: visit, vk: transcript.reveals[peer]!.vk };
  };
  [a, b] = [ground(0, 2), ground(2, 0)];
});

async function meet(one: ResumeGround, two: ResumeGround) {
  const [start1, start2] = [await startResume(entropy), await startResume(entropy)];
  const met1 = await meetResume(one, start1, start2.body);
  const met2 = await meetResume(two, start2, start1.body);
  return { start1, start2, met1, met2 };
}

test('both verify, and the new wrap keys work both ways', async () => {
  const { met1, met2 } = await meet(a, b);
  const [pair1, pair2] = [await finishResume(a, met1, met2.proof), await finishResume(b, met2, met1.proof)];
  const seed = new Uint8Array(32).fill(3);
  const there = await new KeySender(pair1.wrapOut, { T: a.T, from: 0, to: 2 }).wrap(0, seed);
  expect((await new KeyReceiver(pair2.wrapIn, { T: a.T, from: 0, to: 2 }).open(there))?.seed).toEqual(seed);
  const back = await new KeySender(pair2.wrapOut, { T: a.T, from: 2, to: 0 }).wrap(2, seed);
  expect((await new KeyReceiver(pair1.wrapIn, { T: a.T, from: 2, to: 0 }).open(back))?.seed).toEqual(seed);
});

test('a wrong T, swapped roles, another visit key: refused', async () => {
  const wrongT = await meet({ ...a, T: flipBit(a.T, 9) }, b);
  await expect(finishResume(b, wrongT.met2, wrongT.met1.proof)).rejects.toThrow('bad-confirm');
  const swapped = await meet({ ...a, me: 2, peer: 0 }, b);
  await expect(finishResume(b, swapped.met2, swapped.met1.proof)).rejects.toThrow('bad-confirm');
  const stranger = await entropy.visitKey();
  const forged = await meet({ ...a, secret: stranger.secret }, b);
  await expect(finishResume(b, forged.met2, forged.met1.proof)).rejects.toThrow('bad-signature');
});

test('a replayed first message, a replayed or reflected proof: refused', async () => {
  const earlier = await meet(a, b);
  const fresh = await startResume(entropy);
  const met = await meetResume(b, fresh, earlier.start1.body);
  await expect(finishResume(b, met, earlier.met1.proof)).rejects.toThrow('bad-confirm');
  await expect(finishResume(b, met, met.proof)).rejects.toThrow('bad-confirm');
  await expect(meetResume(b, fresh, fresh.body)).rejects.toThrow('duplicate');
  await expect(meetResume(b, fresh, fresh.body.slice(1))).rejects.toThrow('bad-confirm');
});

test('any changed bit of hello or proof: refused', async () => {
  for (let bit = 0; bit < 512; bit += 37) {
    const [start1, start2] = [await startResume(entropy), await startResume(entropy)];
    const met1 = await meetResume(a, start1, start2.body);
    const met2 = await meetResume(b, start2, flipBit(start1.body, bit)).catch(() => undefined);
    if (!met2) continue;
    // X25519 ignores the top bit of a point; T' still covers it.
    await expect(finishResume(b, met2, met1.proof)).rejects.toThrow();
    await expect(finishResume(a, met1, met2.proof)).rejects.toThrow();
  }
  const { met1, met2 } = await meet(a, b);
  for (let bit = 0; bit < 768; bit += 41)
    await expect(finishResume(b, met2, flipBit(met1.proof, bit))).rejects.toThrow();
});
