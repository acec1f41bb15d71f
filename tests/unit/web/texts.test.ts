import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { CompletionCode, RefusalCode, SealLayer, SealMark } from '#protocol';

const web = resolve(import.meta.dirname, '../../../apps/web');
type Texts = Record<string, string>;

const read = (locale: string): Texts => {
  const { $schema: _, ...texts } = JSON.parse(readFileSync(join(web, `texts/${locale}.json`), 'utf8')) as Texts;
  return texts;
};
const [en, ru, kk] = ['en', 'ru', 'kk'].map(read) as [Texts, Texts, Texts];
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted();

/** What is wrong with a translation, one line a text. */
function faults(source: Texts, translated: Texts): string[] {
  const found = Object.keys(source).flatMap((key) => {
    const text = translated[key];
    if (text === undefined || text.trim() === '') return [`${key}: missing`];
    const wrong = [];
    if (text === source[key]) wrong.push(`${key}: as in English`);
    if (placeholders(text).join() !== placeholders(source[key]!).join()) wrong.push(`${key}: other placeholders`);
    return wrong;
  });
  return [...found, ...Object.keys(translated).flatMap((key) => (key in source ? [] : [`${key}: not in English`]))];
}

const source = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('generated'))
  .map((file) => readFileSync(join(web, file), 'utf8'))
  .join('\n');

test('every text exists in Russian and in Kazakh, and none is left in English', () => {
  expect(faults(en, ru)).toEqual([]);
  expect(faults(en, kk)).toEqual([]);
});

test('the finder finds: a missing, an untranslated, an extra text and a lost placeholder', () => {
  const sample = { a: 'One {n}', b: 'Two', c: 'Three' };
  expect(faults(sample, { a: 'Бір', b: 'Two', d: '4' })).toEqual([
    'a: other placeholders',
    'b: as in English',
    'c: missing',
    'd: not in English',
  ]);
});

const used = (key: string): boolean => new RegExp(`m\\.${key}\\b|m\\[['"]${key}['"]\\]`).test(source);

test('every text is used by a screen', () => {
  expect(Object.keys(en).filter((key) => !used(key))).toEqual([]);
});

test('every code that a person can meet has its sentence', () => {
  const wanted = [
    ...RefusalCode.options.map((code) => `refusal_${code}`),
    ...CompletionCode.options.map((code) => `completion_${code}`),
    ...SealMark.options.map((mark) => `seal_${mark}`),
    ...SealLayer.options.map((layer) => `layer_${layer}`),
  ];
  expect(wanted.filter((key) => !(key in en))).toEqual([]);
});

const words = (key: string): string => [en[key], ru[key], kk[key]].join(' · ');

test('the words of the seal are those agreed on', () => {
  expect(words('seal_checking')).toBe('Checking the booth · Проверяем кабину · Кабина тексерілуде');
  expect(words('seal_ready')).toBe('Booth ready · Кабина готова · Кабина дайын');
  expect(words('seal_not-verified')).toBe(
    'Not verified: compare the numbers · Не проверено: сверьте числа · Тексерілмеді: сандарды салыстырыңыз',
  );
  expect(words('seal_sealed')).toBe('Sealed · Защищено · Қорғалған');
  expect(words('seal_reconnecting')).toBe(
    'Line lost, nothing is being sent · Связь прервана, ничего не передаётся · Байланыс үзілді, ештеңе жіберілмейді',
  );
  expect(words('seal_broken')).toBe(
    'Stopped: the booth is no longer safe · Остановлено: кабина небезопасна · Тоқтатылды: кабина қауіпсіз емес',
  );
  expect(words('seal_closed')).toBe('Booth closed · Кабина закрыта · Кабина жабық');
});
