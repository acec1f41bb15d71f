import type { HearingRole } from '#protocol';

/** Everybody whose reach is measured: one of each role. */
export const ROLES = [
  'clerk',
  'judge',
  'prosecutor',
  'counsel',
  'accused',
  'witness',
  'expert',
  'interpreter',
  'party',
] as const satisfies readonly HearingRole[];
export type Measured = (typeof ROLES)[number];

/** Beside them a second judge, who stays in court and moves the others, and a second witness, who stays in the lobby. */
export const SEATS = [...ROLES, 'presiding judge', 'waiting witness'] as const;
export type Who = (typeof SEATS)[number];

export const seatOf = (who: Who): number => SEATS.indexOf(who);
/** A word that stands nowhere but in this person's name; the clerk's own is that of the account. */
export const nameOf = (who: Who): string => `Name-of-${who.replace(' ', '-')}`;
export const roleOf = (who: Who): HearingRole =>
  who === 'presiding judge' ? 'judge' : who === 'waiting witness' ? 'witness' : who;

/** The witness is screened: protected from the accused. */
export const SCREENED: Who = 'witness';
export const SCREENED_FROM: Who = 'accused';

export const STATES = ['scheduled', 'open', 'paused', 'adjourned', 'closed'] as const;
export type State = (typeof STATES)[number];
export const STANDINGS = ['admitted', 'waiting', 'removed', 'released'] as const;
export type Standing = (typeof STANDINGS)[number];

/** One person in one moment of a hearing; all others but who waits are in court. */
export interface Cell {
  readonly who: Measured;
  readonly state: State;
  readonly standing: Standing;
}
