import { useEffect, useState } from 'preact/hooks';
import { overwriteGetLocale } from '../generated/texts/runtime.js';
import { OWN_NAMES } from './own-names.mjs';

export { OWN_NAMES };

export const LOCALES = ['kk', 'ru', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const KEY = 'habeas-language';
const listeners = new Set<() => void>();

const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

function stored(): Locale {
  const kept = globalThis.localStorage?.getItem(KEY);
  if (isLocale(kept)) return kept;
  const wish = globalThis.navigator?.language?.slice(0, 2);
  return isLocale(wish) ? wish : 'en';
}

let locale: Locale = 'en';
overwriteGetLocale(() => locale);

export const currentLocale = (): Locale => locale;

/** Runs `work` in another language than that of the page, which stays as it is. */
export function inLocale<Value>(wish: Locale, work: () => Value): Value {
  const before = locale;
  locale = wish;
  try {
    return work();
  } finally {
    locale = before;
  }
}

/** Changes the language of this device and redraws. `kept: false` on a kiosk: the next person starts afresh. */
export function chooseLocale(wish: Locale, kept = true): void {
  locale = wish;
  if (kept) globalThis.localStorage?.setItem(KEY, wish);
  if (globalThis.document) document.documentElement.lang = wish;
  for (const listener of listeners) listener();
}

/** Call once at start: the language this device used last. */
export function restoreLocale(): void {
  chooseLocale(stored(), false);
}

/** The root of each page calls it: everything below is drawn again after a change. */
export function useLocale(): Locale {
  const [value, set] = useState(locale);
  useEffect(() => {
    const listener = () => set(locale);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return value;
}
