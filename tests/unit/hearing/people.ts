import type { HearingCommand, HearingRole } from '#protocol';
import { type Hearing, newHearing, transition } from '#hearing';

export const HEAD = {
  hearing: '0'.repeat(32),
  caseNumber: '1-23/2026',
  courtroom: '4',
  from: '2026-11-28T05:00:00.000Z',
  to: '2026-11-28T06:00:00.000Z',
};

/** Seats of the hearing that these tests hold. The witness is protected from the accused. */
export const SEATS = { clerk: 0, judge: 1, prosecutor: 2, counsel: 3, accused: 4, witness: 5, interpreter: 6 } as const;
export type Who = keyof typeof SEATS;

const ROLES = Object.keys(SEATS) as (HearingRole & Who)[];

export const scheduled = (): Hearing =>
  newHearing(
    ROLES.map((role) => ({
      role,
      name: `the ${role}`,
      language: 'ru',
      protectedFrom: role === 'witness' ? [SEATS.accused] : [],
    })),
  );

export const say = (hearing: Hearing, who: Who, command: HearingCommand): Hearing =>
  transition(hearing, { type: 'said', seat: SEATS[who], command }).hearing;

export const come = (hearing: Hearing, ...who: readonly Who[]): Hearing =>
  who.reduce(
    (so, one) => transition(so, { type: 'came', seat: SEATS[one], address: `192.0.2.${SEATS[one]}` }).hearing,
    hearing,
  );

/** Everybody is here, all but the witness in court, and the hearing is open. */
export function inSession(): Hearing {
  const here = come(scheduled(), ...ROLES);
  const admitted = ROLES.filter((role) => role !== 'witness' && role !== 'clerk').reduce(
    (so, role) => say(so, 'clerk', { type: 'admit', seat: SEATS[role] }),
    here,
  );
  return say(admitted, 'judge', { type: 'open' });
}
