import { expect, test } from 'vitest';
import { canSpeak, stretchesOf } from '../../../apps/web/speech/make-prompts.mjs';
import { type PromptIndex, stretchesFor } from '../../../apps/web/speech/prompt-index.js';

const index: PromptIndex = {
  sound: '/assets/prompts/en.ogg',
  said: {
    Back: [0, 1],
    'Tries left: ': [3, 4],
    '. Then a new slip.': [6, 7],
    '2': [9, 9.5],
    '7': [12, 12.5],
    'Since ': [14, 15],
  },
  shapes: [
    ['Tries left: ', '. Then a new slip.'],
    ['Since ', ''],
  ],
};

test('a text is said as it stands; around a number its pieces, and the number', () => {
  expect(stretchesFor('Back', index)).toEqual([[0, 1]]);
  expect(stretchesFor('Tries left: 2. Then a new slip.', index)).toEqual([
    [3, 4],
    [9, 9.5],
    [6, 7],
  ]);
  expect(stretchesFor('Since 2:07', index)).toEqual([
    [14, 15],
    [9, 9.5],
    [12, 12.5],
  ]);
});

test('names and codes in a text are not said; a text without prompt is not passed over in silence', () => {
  expect(stretchesFor('Since Aliya 2', index)).toEqual([[14, 15]]);
  expect(stretchesFor('Since 40712958', index)).toEqual([[14, 15]]);
  expect(stretchesFor('Another text', index)).toBeUndefined();
});

/** A WAV of stretches of sound and of silence, in seconds, at 100 samples a second. */
function wave(...seconds: number[]): Buffer {
  const samples = seconds.flatMap((length, place) => Array.from({ length: length * 100 }, () => (place % 2 ? 0 : 900)));
  const head = Buffer.alloc(44);
  head.writeUInt32LE(100, 24);
  return Buffer.concat([head, Buffer.from(new Int16Array(samples).buffer)]);
}

test('the speech is cut between texts, not at the full stops in them', () => {
  expect(stretchesOf(wave(1, 0.7, 1, 2, 3, 2, 0.5))).toEqual([
    [0, 2.69],
    [4.7, 7.69],
    [9.7, 10.19],
  ]);
});

test('without either program there is nothing to speak with', () => {
  expect(canSpeak(() => true)).toBe(true);
  expect(canSpeak((program: string) => program.endsWith('espeak-ng'))).toBe(false);
});
