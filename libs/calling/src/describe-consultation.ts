import { canBegin, canGoOn } from './attendance.js';
import type { ConsultationState, Outcome } from './consultation-state.js';
import type { KeyHolders, MatchingCode, SealState } from './seal-messages.js';

/** Everything a consultation's state follows from. */
export interface ConsultationFacts {
  phase: 'idle' | 'asking' | 'running';
  /** Roles and presence, by place in the booked roster. */
  roles: readonly number[];
  present: readonly boolean[];
  /** The media connection has been begun. */
  media: boolean;
  seal?: SealState | undefined;
  code?: MatchingCode | undefined;
  /** Milliseconds since the epoch at which the session channel was lost. */
  lostAt?: number | undefined;
  outcome?: Outcome | undefined;
}

/** Before anything was heard of the server. */
export const factsOf = (phase: ConsultationFacts['phase'], roles: readonly number[]): ConsultationFacts => ({
  phase,
  roles,
  present: [],
  media: false,
});

/** The one place that decides what a screen shows. An outcome is final; a lost line covers everything else. */
export function describeConsultation(facts: ConsultationFacts): ConsultationState {
  const { outcome, seal, code } = facts;
  if (outcome !== undefined) {
    return 'broken' in outcome ? { name: 'broken', code: outcome.broken } : { name: 'ended', code: outcome.ended };
  }
  if (facts.phase === 'idle') return { name: 'idle' };
  if (facts.phase === 'asking') return { name: 'asking-devices' };
  if (facts.lostAt !== undefined) return { name: 'reconnecting', since: facts.lostAt };
  const keyed = seal !== undefined && 'round' in seal;
  if (!(keyed ? canGoOn : canBegin)(facts.roles, facts.present)) {
    return { name: 'waiting', present: facts.present, ...(keyed && { gone: true }) };
  }
  switch (seal?.name) {
    case undefined:
    case 'broken':
      return { name: 'connecting' };
    case 'keying':
      return { name: 'keying', attempt: seal.attempt };
    case 'unverified':
      if (code === undefined || code.round !== seal.round) return { name: 'keying', attempt: 1 };
      return {
        name: 'unverified',
        groups: code.groups,
        hidden: code.hidden,
        reading: code.reading,
        ...holdersOf(seal),
      };
    case 'matched-here':
    case 'sealed':
    case 'unmatched':
      return { name: seal.name, ...holdersOf(seal) };
  }
}

const holdersOf = ({ holders, joined, left }: KeyHolders): KeyHolders => ({ holders, joined, left });
