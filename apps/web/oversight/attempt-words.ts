import { m } from '../generated/texts/messages.js';
import type { Attempt } from './fold/attempts.js';

const WORDS: Readonly<Record<Attempt['kind'], () => string>> = {
  refused: m.attempt_refused,
  broken: m.attempt_broken,
};

/** What kind of attempt it was. */
export const attemptWords = (kind: Attempt['kind']): string => WORDS[kind]();
