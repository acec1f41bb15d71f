import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameBytes, startHandshake, STEP_TIMEOUT, toHex, transition } from '#seal';
import { contextOf, entropy, flipBit, type Letter, PartyLab } from './party-lab.js';

const swap = (letter: Letter) => letter.from === 2;
const codeOf = (state: { phase: string; code?: string }) => (state.phase === 'aborted' ? state.code : state.phase);

describe('honest parties', () => {
  test.each([2, 3, 4])('%i of them get keyed in any order of delivery', async (n) => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(1000)), async (choices) => {
        const lab = await PartyLab.of(n);
        const states = await lab.run((count) => choices.next().value! % count);
        expect(states.map(({ phase }) => phase)).toEqual(Array(n).fill('keyed'));
        expect(new Set(states.map((_, party) => toHex(lab.keyed(party).transcript.T))).size).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  test('a repeated commitment changes nothing, another one aborts before and after the freeze', async () => {
    const lab = await PartyLab.of(3);
    const fromOne = lab.letters.filter(({ from, to }) => from === 1 && to === 0)[0]!;
    const other = { ...fromOne, body: flipBit(fromOne.body, 8 * 40) };
    await lab.deliver(fromOne);
    await lab.deliver(fromOne);
    expect(lab.states[0]!.phase).toBe('committing');
    const early = await transition(lab.states[0]!, { type: 'message', message: other, now: 0 });
    expect(codeOf(early.state)).toBe('duplicate');
    await lab.deliver(lab.letters.find(({ from, to }) => from === 2 && to === 0)!);
    expect(lab.states[0]!.phase).toBe('revealing');
    await lab.deliver(other);
    expect(codeOf(lab.states[0]!)).toBe('late-commit');
  });

  test('a step ends after ten seconds and not before', async () => {
    const { state } = await startHandshake(await contextOf(2, 0), entropy, 1000);
    const before = await transition(state, { type: 'tick', now: 999 + STEP_TIMEOUT });
    const after = await transition(state, { type: 'tick', now: 1000 + STEP_TIMEOUT });
    expect([codeOf(before.state), codeOf(after.state)]).toEqual(['committing', 'timeout']);
  });
});

describe('a server that changes one thing', () => {
  test('any one bit of any message: its receiver is never keyed; nobody is, unless it was a CONFIRM', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(2, 3, 4), fc.nat(1000), fc.nat(100_000), async (n, at, bit) => {
        const total = 3 * n * (n - 1);
        const lab = await PartyLab.of(n);
        let hit: Letter | undefined;
        const states = await lab.run(undefined, (letter, nth) => {
          if (nth !== at % total) return letter;
          hit = letter;
          return { ...letter, body: flipBit(letter.body, bit % (8 * letter.body.length)) };
        });
        expect(states[hit!.to]!.phase).not.toBe('keyed');
        if (hit!.step !== 'confirm') expect(states.some(({ phase }) => phase === 'keyed')).toBe(false);
      }),
      { numRuns: 250 },
    );
  });

  test.each(['reveal', 'confirm', 'key', 'verdict', 'resume-hello', 'resume-proof'] as const)(
    'a %s that comes two steps early, or from nowhere, aborts or waits but never keys',
    async (step) => {
      const { state } = await startHandshake(await contextOf(2, 0), entropy, 0);
      const message = { step, from: 1, body: new Uint8Array(100) };
      const next = await transition(state, { type: 'message', message, now: 0 });
      expect(next.state.phase).toBe(step === 'reveal' ? 'committing' : 'aborted');
      const twice = await transition(next.state, { type: 'message', message, now: 0 });
      expect(twice.state.phase).toBe('aborted');
    },
  );

  test('own messages that come back, unknown senders and bodies over 2 KiB abort', async () => {
    const { state, send } = await startHandshake(await contextOf(2, 0), entropy, 0);
    const take = async (from: number, body = send[0]!.body) =>
      codeOf((await transition(state, { type: 'message', message: { step: 'commit', from, body }, now: 0 })).state);
    expect(await take(0)).toBe('duplicate');
    expect(await take(1)).toBe('commit-mismatch');
    expect(await take(7)).toBe('bad-roster');
    expect(await take(1, new Uint8Array(3000))).toBe('commit-mismatch');
  });

  test('messages of another attempt never key', async () => {
    const [one, two] = [await PartyLab.of(2, 10), await PartyLab.of(2, 11)];
    for (const letter of two.letters) await one.deliver(letter);
    expect(one.states.map(codeOf)).toEqual(['commit-mismatch', 'commit-mismatch']);
  });

  test.each([3, 4])('%i parties, one of them of another group: nobody is keyed with it', async (n) => {
    const [one, two] = [await PartyLab.of(n), await PartyLab.of(n)];
    const foreign = [...two.letters];
    one.letters.splice(0, one.letters.length, ...one.letters.filter((letter) => !swap(letter)));
    for (const letter of foreign.filter(swap)) await one.deliver(letter);
    await one.run();
    expect(foreign.length).toBeGreaterThan(0);
    expect(one.states.some(({ phase }, place) => place !== 2 && phase === 'keyed')).toBe(false);
  });

  test('a zero point aborts', async () => {
    const { derivePairKeys } = await import('../../../libs/seal/src/pair-keys.js');
    const own = await entropy.ephemeral();
    for (const first of [0, 1]) {
      const weak = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? first : 0));
      await expect(derivePairKeys(own.secret, weak, new Uint8Array(32), 0, 1)).rejects.toThrow('weak-point');
    }
  });

  test('private and derived keys cannot be taken out', async () => {
    const lab = await PartyLab.of(2);
    await lab.run();
    const { visit, pairs, transcript } = lab.keyed(0);
    for (const key of [visit, ...Object.values(pairs[1]!)]) expect(key.extractable).toBe(false);
    expect(sameBytes(transcript.T, lab.keyed(1).transcript.T)).toBe(true);
  });
});
