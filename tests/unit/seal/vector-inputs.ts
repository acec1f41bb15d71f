import { toHex } from '#seal';
import type { CaseInput } from './vector-case.js';

/** The pattern of every fixed seed: byte k of fill(c) is 29c + k mod 256. */
export const fill = (c: number, length = 32): string =>
  toHex(Uint8Array.from({ length }, (_, k) => (29 * c + k) & 0xff));

const places = (n: number, from: number) => Array.from({ length: n }, (_, i) => fill(from + i));

const ROLES: Record<number, readonly [number, string][]> = {
  2: [
    [1, 'Booth 4'],
    [2, 'Attorney'],
  ],
  3: [
    [1, 'Booth 4'],
    [2, 'Attorney'],
    [4, 'Interpreter'],
  ],
  4: [
    [1, 'Booth 4'],
    [2, 'Attorney'],
    [3, 'Co-counsel'],
    [4, 'Interpreter'],
  ],
};
const OTHER_LABELS = ['Кабина 4', 'Адвокат Ә. Қасымова', 'Қорғаушы 2 👩‍⚖️', 'Аудармашы é'];

const FRAMES = ['0', '7', '8', '255', '256', '65536'].flatMap((ctr) => [
  { kid: 0, ctr, size: 160, frame: fill(60, 80) },
  { kid: 4, ctr, size: 0, frame: fill(61, 300) },
]);

/** The cases of the given file: `round` fill(91 + n), keys from 10, 20, 30, sender seed 50, resume 70 and 72. */
export function givenInput(n: number): CaseInput {
  return {
    booking: fill(90, 16),
    round: fill(91 + n, 16),
    roster: ROLES[n]!.map(([role, label], i) => ({ role, party: fill(1 + i, 16), label })),
    visit: places(n, 10),
    ephemeral: places(n, 20),
    r: places(n, 30),
    device: [],
    senderSeeds: [
      { gen: 0, kind: 0, seed: fill(50) },
      { gen: 0, kind: 1, seed: fill(51) },
      { gen: 1, kind: 0, seed: fill(52) },
      { gen: 1, kind: 1, seed: fill(53) },
    ],
    frames: FRAMES,
    said: [
      { number: 0, said: { kind: 'words', text: 'Не подписывайте. Қол қоймаңыз 👩‍⚖️' } },
      { number: 1, said: { kind: 'window', shown: true } },
      { number: 0, said: { kind: 'arrived' } },
    ],
    resume: { n: places(2, 72), ephemeral: places(2, 70) },
  };
}

/** The same with labels beyond ASCII, and device credentials for every second party. */
export function credInput(n: number): CaseInput {
  const given = givenInput(n);
  const roster = given.roster.map((place, i) => ({ ...place, label: OTHER_LABELS[i]! }));
  return { ...given, roster, device: given.visit.map((_, i) => (i % 2 === 0 ? fill(80 + i) : '')) };
}

export const allInputs = (): Record<string, CaseInput> =>
  Object.fromEntries(
    [2, 3, 4].flatMap((n) => [
      [`n${n}`, givenInput(n)],
      [`n${n} cred`, credInput(n)],
    ]),
  );
