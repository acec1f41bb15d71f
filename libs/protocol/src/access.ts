import * as z from 'zod/mini';
import { Id128, Instant } from './ids.js';
import { Role } from './people.js';

/** What a person types to sign in. */
export const AccountName = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{1,63}$/));
/** What a person may choose as password; the server also refuses one that holds the account's name. */
export const NewPassword = z.string().check(z.minLength(12), z.maxLength(256));

/** An invitation is a first password, a reset a new one; otherwise they are the same thing. */
export const AccessPurpose = z.enum(['invitation', 'reset']);
export type AccessPurpose = z.infer<typeof AccessPurpose>;

/** `asked`: a second officer must confirm; `confirmed`: who asked may make the code; `given`: the code exists. */
export const AccessState = z.enum(['asked', 'confirmed', 'given', 'used', 'expired', 'withdrawn']);
export type AccessState = z.infer<typeof AccessState>;

export const Access = z.object({
  id: Id128,
  purpose: AccessPurpose,
  state: AccessState,
  /** Names of accounts. */
  askedBy: z.string(),
  confirmedBy: z.optional(z.string()),
  expires: Instant,
  /** What the one who looks may do with it now. */
  may: z.array(z.enum(['confirm', 'give', 'withdraw'])),
});
export type Access = z.infer<typeof Access>;

/** An account as the desk sees it. */
export const Account = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: Role,
  state: z.enum(['active', 'invited', 'deactivated']),
  seen: z.optional(Instant),
  /** The newest, if it is not settled. */
  access: z.optional(Access),
  may: z.array(z.enum(['reset', 'deactivate', 'reactivate'])),
});
export type Account = z.infer<typeof Account>;

/** GET /api/desk/accounts. */
export const AccountList = z.object({
  now: Instant,
  accounts: z.array(Account),
  /** Roles the one who looks may invite. */
  invites: z.array(Role),
  /** Letters can be sent. */
  mail: z.boolean(),
});
export type AccountList = z.infer<typeof AccountList>;

/** POST /api/desk/accounts → GivenAccess. */
export const Invitation = z.strictObject({
  username: AccountName,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  role: Role,
  language: z.enum(['kk', 'ru', 'en']),
  mail: z.optional(z.email().check(z.maxLength(254))),
});
export type Invitation = z.infer<typeof Invitation>;

/** The code is in this one answer only. Absent: a second officer must confirm first. */
export const GivenAccess = z.object({
  account: z.object({ username: z.string(), name: z.string() }),
  purpose: AccessPurpose,
  expires: Instant,
  code: z.optional(z.string()),
  link: z.optional(z.string()),
  /** A letter with the link: taken by the mail server, or not. Absent: none was wanted. */
  mailed: z.optional(z.boolean()),
});
export type GivenAccess = z.infer<typeof GivenAccess>;

/** POST /api/access/look → AccessShown: whose password the code will set. */
export const AccessCode = z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(64)) });
export const AccessShown = z.object({
  purpose: AccessPurpose,
  username: z.string(),
  name: z.string(),
  expires: Instant,
});
export type AccessShown = z.infer<typeof AccessShown>;

/** POST /api/access/use: the code is spent, every sign-in of the account ends. */
export const UseAccess = z.strictObject({ code: AccessCode.shape.code, password: NewPassword });
export type UseAccess = z.infer<typeof UseAccess>;
