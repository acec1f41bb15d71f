import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '#seal';
import type { IncomingSeal, WorkerMessage } from '../../../libs/calling/src/seal-messages.js';
import { id } from './party-lab.js';
import { SessionLab } from './session-lab.js';

async function sealedLab(n = 2): Promise<SessionLab> {
  const lab = await SessionLab.of(n);
  await lab.offer(n, 200);
  for (let party = 0; party < n; party++) await lab.tell(party, { type: 'verdict', same: true });
  return lab;
}

const of = <Type extends WorkerMessage['type']>(lab: SessionLab, party: number, type: Type) =>
  lab.posted[party]!.filter((message): message is Extract<WorkerMessage, { type: Type }> => message.type === type);
const heard = (lab: SessionLab, party: number) => of(lab, party, 'heard').map(({ from, text }) => `${from}: ${text}`);
const say = (text: string, number = 0) => ({ type: 'say', id: number, text }) as const;

test('words reach every other party, and their sender learns that all have them', async () => {
  const lab = await sealedLab(3);
  await lab.tell(1, say('Do not sign.', 7));
  await lab.tell(0, say('Бүгін бе?', 8));
  expect(heard(lab, 0)).toEqual(['1: Do not sign.']);
  expect(heard(lab, 1)).toEqual(['0: Бүгін бе?']);
  expect(heard(lab, 2)).toEqual(['1: Do not sign.', '0: Бүгін бе?']);
  expect(of(lab, 1, 'arrived')).toEqual([{ type: 'arrived', id: 7 }]);
  await lab.tell(1, { type: 'say-window', shown: true });
  expect(of(lab, 0, 'heard-window')).toEqual([{ type: 'heard-window', from: 1, shown: true }]);
});

test('before the conversation is open nothing leaves and nothing is shown', async () => {
  const lab = await SessionLab.of(2);
  await lab.offer(2, 200);
  await lab.tell(0, say('too early'));
  await lab.tell(0, { type: 'verdict', same: true });
  await lab.tell(0, say('still too early'));
  expect(lab.posted[0]!.some((message) => message.type === 'seal' && message.step === 'words')).toBe(false);
  // A server that delivers words ahead of the verdict: they wait until this device has compared, too.
  let late: IncomingSeal | undefined;
  lab.intercept = (to, message) => {
    if (to !== 0 || message.step !== 'verdict') return message;
    late = message;
    return undefined;
  };
  await lab.tell(1, { type: 'verdict', same: true });
  await lab.tell(1, say('hello'));
  expect(lab.names()).toEqual(['matched-here', 'sealed']);
  expect(heard(lab, 0)).toEqual([]);
  await lab.tell(0, { type: 'seal', ...late! });
  expect(lab.names()).toEqual(['sealed', 'sealed']);
  expect(heard(lab, 0)).toEqual(['1: hello']);
  expect(of(lab, 1, 'arrived')).toHaveLength(1);
});

test('what was lost while the line was away comes after it is back, once', async () => {
  const lab = await sealedLab();
  lab.intercept = (_, { step, ...rest }) => (step === 'words' ? undefined : { step, ...rest });
  await lab.tell(0, say('lost', 1));
  await lab.tell(0, say('lost as well', 2));
  expect(of(lab, 0, 'arrived')).toEqual([]);
  // Only the answers get lost now.
  lab.intercept = (to, message) => (to === 0 && message.step === 'words' ? undefined : message);
  await lab.tell(0, { type: 'signalling-restored' });
  lab.intercept = (_, message) => message;
  await lab.tell(0, { type: 'signalling-restored' });
  await lab.tell(0, { type: 'signalling-restored' });
  expect(heard(lab, 1)).toEqual(['0: lost', '0: lost as well']);
  expect(of(lab, 0, 'arrived').map((message) => message.id)).toEqual([1, 2]);
});

test('keys end, words end: nothing comes or goes after the erasure', async () => {
  const lab = await sealedLab();
  await lab.tell(1, { type: 'erase', keep: false });
  await lab.tell(0, say('anybody there?'));
  await lab.tell(1, say('no'));
  expect(heard(lab, 1)).toEqual([]);
  expect(heard(lab, 0)).toEqual([]);
});

type Deed = 'pass' | 'hold' | 'release' | 'twice' | 'reflect' | 'other-receiver' | 'other-sender' | 'change' | 'drop';
const DEEDS: readonly Deed[] = [
  'pass',
  'hold',
  'release',
  'twice',
  'reflect',
  'other-receiver',
  'other-sender',
  'change',
  'drop',
];

/** A server that does with each message of words what `deeds` say, and keeps all of them to say again at the end. */
async function lie(lab: SessionLab, deeds: readonly Deed[]): Promise<void> {
  const kept: { to: number; message: IncomingSeal }[] = [];
  const again: { to: number; message: IncomingSeal }[] = [];
  let nth = 0;
  lab.intercept = (to, message) => {
    if (message.step !== 'words') return message;
    again.push({ to, message });
    switch (deeds[nth++ % deeds.length]) {
      case 'hold':
        kept.push({ to, message });
        return undefined;
      case 'release':
        kept.push({ to, message });
        return kept.shift()!.message;
      case 'twice':
        void lab.sessions[to]!.handle({ type: 'seal', ...message });
        return message;
      case 'reflect':
        void lab.sessions[message.from]!.handle({ type: 'seal', ...message, from: to });
        return undefined;
      case 'other-receiver':
        void lab.sessions[(to + 1) % 3]!.handle({ type: 'seal', ...message });
        return undefined;
      case 'other-sender':
        return { ...message, from: (message.from + 1) % 3 };
      case 'change':
        return { ...message, body: `${message.body.slice(0, -9)}AAAAAAAAA` };
      case 'drop':
        return undefined;
      default:
        return message;
    }
  };
  for (let turn = 0; turn < 4; turn++) {
    await lab.tell(0, say(`booth ${turn}`, turn));
    await lab.tell(1, say(`attorney ${turn}`, turn));
  }
  lab.intercept = (_, message) => message;
  for (const { to, message } of [...again.toReversed(), ...again, ...kept]) {
    for (const party of [to, message.from, 2]) await lab.tell(party, { type: 'seal', ...message });
  }
}

test('whatever the server does: nothing is shown that nobody typed, nothing twice, nobody else’s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...DEEDS), { minLength: 1, maxLength: 12 }), async (deeds) => {
      const lab = await sealedLab(3);
      await lie(lab, deeds);
      for (let party = 0; party < 3; party++) {
        const seen = heard(lab, party);
        expect(new Set(seen).size).toBe(seen.length);
        for (const line of seen)
          expect(line).toMatch(
            party === 0 ? /^1: attorney \d$/ : party === 1 ? /^0: booth \d$/ : /^(0: booth|1: attorney) \d$/,
          );
      }
      expect(lab.names()).toEqual(['sealed', 'sealed', 'sealed']);
    }),
    { numRuns: 40 },
  );
});

test('positive control: an honest server, and all of it is shown', async () => {
  const lab = await sealedLab(3);
  await lie(lab, ['pass']);
  for (let party = 0; party < 3; party++) expect(heard(lab, party)).toHaveLength(party === 2 ? 8 : 4);
});

test('words of a round that is over are not taken', async () => {
  const lab = await sealedLab();
  let old: IncomingSeal | undefined;
  lab.intercept = (_, message) => {
    if (message.step === 'words') old = message;
    return message;
  };
  await lab.tell(0, say('under the old keys'));
  lab.intercept = (_, message) => message;
  await lab.offer(2, 201);
  for (let party = 0; party < 2; party++) await lab.tell(party, { type: 'verdict', same: true });
  await lab.tell(1, { type: 'seal', ...old! });
  await lab.tell(1, { type: 'seal', ...old!, round: toHex(id(201)) });
  expect(heard(lab, 1)).toHaveLength(1);
});
