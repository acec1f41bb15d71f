import * as z from 'zod/mini';
import { HearingSeat } from './hearing.js';
import { RefusalCode } from './refusal.js';

/** How a change of counsel stands: put to the accused, being carried out, or what came of it. */
export const CounselChangeState = z.enum([
  'asked',
  'taking-effect',
  'changed',
  'refused',
  'unanswered',
  'withdrawn',
  'failed',
]);
export type CounselChangeState = z.infer<typeof CounselChangeState>;

/** Nothing came of it yet, and there is no other one beside it. */
export const isUnderWay = (state: CounselChangeState | undefined): boolean =>
  state === 'asked' || state === 'taking-effect';

/** Another counsel for an accused person, as judge, clerk and that person are told. */
export const CounselChangeSeen = z.object({
  /** Which one of this hearing; an answer names it. */
  number: z.int(),
  accused: HearingSeat,
  /** Names of who comes and who goes: in the lobby the accused knows nobody by a seat. */
  comes: z.string(),
  goes: z.string(),
  state: CounselChangeState,
  /** Why it failed. */
  why: z.optional(RefusalCode),
});
export type CounselChangeSeen = z.infer<typeof CounselChangeSeen>;
