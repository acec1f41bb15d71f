import { type HearingCommand, HearingRole } from '#protocol';

const COURT = ['judge', 'clerk'] as const;
const CLIENT_AND_COUNSEL = ['counsel', 'accused'] as const;
const ALL = HearingRole.options;

/** `in-court`: only who is admitted. `lobby`: only who waits there. */
export interface CommandRule {
  readonly roles: readonly HearingRole[];
  readonly where: 'in-court' | 'lobby' | 'either';
}

/** Who may say what, and from where. What is not here is refused. A clerk runs the hearing from the lobby, too. */
export const COMMANDS: Readonly<Record<HearingCommand['type'], CommandRule>> = {
  ready: { roles: ALL, where: 'either' },
  hand: { roles: ALL, where: 'in-court' },
  'cannot-hear': { roles: ALL, where: 'in-court' },
  'other-voice': { roles: ALL, where: 'in-court' },
  'voice-noted': { roles: COURT, where: 'in-court' },
  hears: { roles: ALL, where: 'in-court' },
  affirm: { roles: ['witness', 'expert', 'interpreter'], where: 'in-court' },
  confer: { roles: CLIENT_AND_COUNSEL, where: 'in-court' },
  detached: { roles: CLIENT_AND_COUNSEL, where: 'in-court' },
  rejoin: { roles: CLIENT_AND_COUNSEL, where: 'in-court' },
  'room-shown': { roles: ALL, where: 'in-court' },
  'ask-room': { roles: COURT, where: 'in-court' },
  'room-seen': { roles: COURT, where: 'in-court' },
  open: { roles: COURT, where: 'either' },
  pause: { roles: COURT, where: 'in-court' },
  resume: { roles: COURT, where: 'in-court' },
  adjourn: { roles: COURT, where: 'either' },
  close: { roles: COURT, where: 'in-court' },
  admit: { roles: COURT, where: 'either' },
  'send-back': { roles: COURT, where: 'either' },
  release: { roles: COURT, where: 'in-court' },
  remove: { roles: COURT, where: 'either' },
  mute: { roles: COURT, where: 'in-court' },
  floor: { roles: COURT, where: 'in-court' },
  'roll-call': { roles: COURT, where: 'in-court' },
  'go-on': { roles: COURT, where: 'in-court' },
  'propose-counsel': { roles: ['clerk'], where: 'either' },
  'answer-counsel': { roles: ['accused'], where: 'either' },
  'drop-counsel': { roles: ['clerk'], where: 'either' },
};
