import type { ConsultationState } from '#calling';
import type { SealMark } from '#protocol';

const MARKS: Readonly<Record<ConsultationState['name'], SealMark>> = {
  idle: 'checking',
  'asking-devices': 'checking',
  waiting: 'ready',
  connecting: 'checking',
  keying: 'checking',
  unverified: 'not-verified',
  'matched-here': 'not-verified',
  sealed: 'sealed',
  unmatched: 'not-verified',
  reconnecting: 'reconnecting',
  broken: 'broken',
  ended: 'closed',
};

/** The mark of a call state; `sealed` for the state sealed and for nothing else. */
export const sealMarkOf = (state: ConsultationState): SealMark =>
  state.name === 'waiting' && state.gone ? 'reconnecting' : MARKS[state.name];
