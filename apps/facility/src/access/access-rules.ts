import type { AccessState, Account, Role } from '#protocol';

/** What the rules look at of a code; a row of `access_code` fits. */
export interface AccessFacts {
  readonly person: string;
  readonly needs_second: boolean;
  readonly asked_by: string;
  readonly confirmed_by: string | null;
  readonly secret_hash: string | null;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly withdrawn_at: Date | null;
}

/** Who acts: id and role of an account. */
export interface Officer {
  readonly id: string;
  readonly role: Role;
}

export function stateOf(code: AccessFacts, now: Date): AccessState {
  if (code.used_at) return 'used';
  if (code.withdrawn_at) return 'withdrawn';
  if (code.expires_at <= now) return 'expired';
  if (code.secret_hash) return 'given';
  return code.needs_second && !code.confirmed_by ? 'asked' : 'confirmed';
}

/** Roles whose accounts an officer invites: the desk its attorneys and interpreters, the operator everybody. */
export const invitedBy = (role: Role): readonly Role[] =>
  role === 'operator'
    ? ['attorney', 'interpreter', 'desk', 'oversight', 'operator']
    : role === 'desk'
      ? ['attorney', 'interpreter']
      : [];

/** Whoever may take staff's place at a screen takes two officers; those who talk to a person notice a stranger. */
export const needsSecond = (role: Role): boolean => role !== 'attorney' && role !== 'interpreter';

/** What an officer may do with an account; never with the own one. */
export function mayChange(officer: Officer, account: Pick<Account, 'id' | 'role' | 'state'>): Account['may'] {
  if (officer.id === account.id) return [];
  const owns = invitedBy(officer.role).includes(account.role);
  if (account.state === 'deactivated') return owns ? ['reactivate'] : [];
  // A colleague who lost the password is helped by any officer of the desk, and by a second one.
  const resets = account.state === 'active' ? officer.role === 'desk' || owns : owns;
  return [...(resets ? (['reset'] as const) : []), ...(owns ? (['deactivate'] as const) : [])];
}

/** What an officer may do with a code now. The second officer is neither the first nor the account itself. */
export function mayDo(officer: Officer, code: AccessFacts, now: Date): ('confirm' | 'give' | 'withdraw')[] {
  const state = stateOf(code, now);
  const own = officer.id === code.asked_by;
  switch (state) {
    case 'asked':
      return own ? ['withdraw'] : officer.id === code.person ? [] : ['confirm', 'withdraw'];
    case 'confirmed':
      return own ? ['give', 'withdraw'] : ['withdraw'];
    case 'given':
      return ['withdraw'];
    default:
      return [];
  }
}
