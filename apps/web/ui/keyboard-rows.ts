import type { Locale } from '../text/locale.js';

/** Letters in the order of the alphabet, at most eleven a row: who never typed finds them, and 72 px keys fit 1024 px. */
const LETTERS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['abcdefghi', 'jklmnopqr', 'stuvwxyz'],
  ru: ['абвгдеёжзий', 'клмнопрстуф', 'хцчшщъыьэюя'],
  kk: ['аәбвгғдеёжз', 'ийкқлмнңоөп', 'рстуұүфхһцч', 'шщъыіьэюя'],
};

const DIGITS: readonly string[] = ['1234567890', '.,?!:;-()', '№/%+=«»"\''];

/** Rows of single characters. */
export function keyboardRows(locale: Locale, digits: boolean): readonly (readonly string[])[] {
  return (digits ? DIGITS : LETTERS[locale]).map((row) => [...row]);
}
