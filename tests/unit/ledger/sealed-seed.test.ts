import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openSeed, sealSeed } from '../../../apps/ledger-keeper/src/key-copy/sealed-seed.js';

const WORDS = 'алты кездейсоқ сөз осында';
const seed = randomBytes(32);
const paper = sealSeed(seed, WORDS, 'habeas.example/test+1a2b3c4d+AQ==');

it('opens with its passphrase, however it is spaced and typed, and with no other', () => {
  expect(openSeed(paper, WORDS)).toEqual(seed);
  const typed = paper
    .replaceAll(/^(\d+):(.*)$/gm, (_, number: string, rest: string) => ` ${number}:${rest.toUpperCase()} `)
    .replaceAll('0', 'O')
    .replaceAll(/ 1(?!:)/g, ' l');
  expect(openSeed(typed, ` ${WORDS.replace(' ', '   ')} `)).toEqual(seed);
  expect(() => openSeed(paper, `${WORDS}!`)).toThrow(expect.objectContaining({ code: 'passphrase-wrong' }));
});

it('names the line with a slip, and a line that is missing', () => {
  const lines = paper.split('\n');
  const third = lines.findIndex((line) => line.startsWith('3:'));
  const slip = lines[third]!.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect(() => openSeed(lines.with(third, slip).join('\n'), WORDS)).toThrow('line 3');
  const without = lines.filter((line) => !line.startsWith('5:')).join('\n');
  expect(() => openSeed(without, WORDS)).toThrow('lines are missing');
});

it('is another text each time, and refuses what could be guessed', () => {
  expect(sealSeed(seed, WORDS, '')).not.toBe(sealSeed(seed, WORDS, ''));
  expect(() => sealSeed(seed, 'short', '')).toThrow(expect.objectContaining({ code: 'passphrase-short' }));
});
