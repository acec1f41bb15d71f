import type { HearingLanguage, HearingRole, HearingState, Standing } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { OWN_NAMES } from './locale.js';

const ROLES: Readonly<Record<HearingRole, () => string>> = {
  judge: m.court_role_judge,
  clerk: m.court_role_clerk,
  prosecutor: m.court_role_prosecutor,
  counsel: m.court_role_counsel,
  accused: m.court_role_accused,
  witness: m.court_role_witness,
  expert: m.court_role_expert,
  interpreter: m.court_role_interpreter,
  party: m.court_role_party,
};

/** `signLanguage`: of an interpreter. */
export const courtRoleWords = (role: HearingRole, signLanguage?: boolean): string =>
  role === 'interpreter' && signLanguage === true ? m.court_role_interpreter_sign() : ROLES[role]();

const STATES: Readonly<Record<HearingState, { shape: string; words: () => string }>> = {
  scheduled: { shape: '○', words: m.court_state_scheduled },
  open: { shape: '●', words: m.court_state_open },
  paused: { shape: '❚❚', words: m.court_state_paused },
  adjourned: { shape: '→', words: m.court_state_adjourned },
  closed: { shape: '■', words: m.court_state_closed },
};

/** Word and shape of a sitting; colour only repeats them. */
export const hearingStateWords = (state: HearingState): { shape: string; words: string } => ({
  shape: STATES[state].shape,
  words: STATES[state].words(),
});

const STANDINGS: Readonly<Record<Standing, () => string>> = {
  expected: m.court_standing_expected,
  waiting: m.court_standing_waiting,
  admitted: m.court_standing_admitted,
  released: m.court_standing_released,
  removed: m.court_standing_removed,
};

export const standingWords = (standing: Standing): string => STANDINGS[standing]();

export const languageWords = (language: HearingLanguage): string => OWN_NAMES[language];
