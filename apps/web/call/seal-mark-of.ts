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

/** The mark of a call state; `sealed` for the state sealed and for nothing else. A line that failed says nothing of safety. */
export function sealMarkOf(state: ConsultationState): SealMark {
  const lineLost = state.name === 'waiting' ? state.gone : state.name === 'broken' && state.code === 'media-lost';
  return lineLost ? 'reconnecting' : MARKS[state.name];
}
