import type { CompletionCode, RefusalCode } from '#protocol';
import type { BrokenCode, ConsultationState } from './consultation-state.js';
import type { MatchingCode, SealState } from './seal-messages.js';

/** How a consultation stopped. */
export type Outcome = { broken: BrokenCode } | { ended: CompletionCode | RefusalCode };

/** Everything a consultation's state follows from. */
export interface ConsultationFacts {
  phase: 'idle' | 'asking' | 'running';
  present: readonly boolean[];
  /** The media connection has been begun. */
  media: boolean;
  seal?: SealState | undefined;
  code?: MatchingCode | undefined;
  /** Milliseconds since the epoch at which the session channel was lost. */
  lostAt?: number | undefined;
  outcome?: Outcome | undefined;
}

/** The one place that decides what a screen shows. An outcome is final; a lost line covers everything else. */
export function describeConsultation(facts: ConsultationFacts): ConsultationState {
  const { outcome, seal, code } = facts;
  if (outcome !== undefined) {
    return 'broken' in outcome ? { name: 'broken', code: outcome.broken } : { name: 'ended', code: outcome.ended };
  }
  if (facts.phase === 'idle') return { name: 'idle' };
  if (facts.phase === 'asking') return { name: 'asking-devices' };
  if (facts.lostAt !== undefined) return { name: 'reconnecting', since: facts.lostAt };
  if (facts.present.some((here) => !here) || facts.present.length === 0) {
    return { name: 'waiting', present: facts.present };
  }
  switch (seal?.name) {
    case undefined:
    case 'broken':
      return { name: 'connecting' };
    case 'keying':
      return { name: 'keying', attempt: seal.attempt };
    case 'unverified':
      if (code === undefined || code.round !== seal.round) return { name: 'keying', attempt: 1 };
      return { name: 'unverified', groups: code.groups, hidden: code.hidden, holders: seal.holders };
    case 'matched-here':
    case 'sealed':
    case 'unmatched':
      return { name: seal.name, holders: seal.holders };
  }
}
