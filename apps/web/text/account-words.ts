import type { Access, Account, AccessPurpose, Role } from '#protocol';
import { m } from '../generated/texts/messages.js';

const ROLE: Record<Role, () => string> = {
  attorney: m.role_attorney,
  interpreter: m.role_interpreter,
  desk: m.role_desk,
  oversight: m.role_oversight,
  operator: m.role_operator,
  clerk: m.role_clerk,
};
export const roleWords = (role: Role): string => ROLE[role]();

const STATE: Record<Account['state'], () => string> = {
  active: m.account_active,
  invited: m.account_invited,
  deactivated: m.account_deactivated,
};
export const accountStateWords = (state: Account['state']): string => STATE[state]();

const PURPOSE: Record<AccessPurpose, () => string> = {
  invitation: m.access_invitation,
  reset: m.access_reset,
};
export const purposeWords = (purpose: AccessPurpose): string => PURPOSE[purpose]();

const ACCESS: Record<Access['state'], () => string> = {
  asked: m.access_asked,
  confirmed: m.access_confirmed,
  given: m.access_given,
  used: m.access_used,
  expired: m.access_expired,
  withdrawn: m.access_withdrawn,
};
/** `Reset: a second officer must confirm`. */
export const accessWords = ({ purpose, state }: Pick<Access, 'purpose' | 'state'>): string =>
  `${purposeWords(purpose)}: ${ACCESS[state]()}`;
