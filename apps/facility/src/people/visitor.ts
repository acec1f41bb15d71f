import type { Audience, Role } from '#protocol';

/**
 * Who sent a request, as the server knows it. Never built from anything but a checked cookie.
 * `session` names the sign-in (not its secret): SessionEnded carries it when it is revoked.
 */
export type Visitor =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'person';
      /** Account id: `person.id`, `attorney.id`. */
      readonly id: string;
      readonly name: string;
      readonly username: string;
      readonly role: Role;
      /** The host the request came to; it is one where the role may be. */
      readonly audience: Audience;
      readonly session: string;
      /** At a shared desk nobody has touched for long: only what `whileLocked` admits is answered. */
      readonly locked?: boolean;
    }
  | { readonly kind: 'kiosk'; /** Number on the door. */ readonly booth: string; readonly session: string };

export type Person = Extract<Visitor, { kind: 'person' }>;
export type Kiosk = Extract<Visitor, { kind: 'kiosk' }>;

/** On which host an account of a role may sign in. No account on the kiosk's host: a kiosk is enrolled. */
export const ROLES_OF_HOST: Readonly<Record<Audience, readonly Role[]>> = {
  desk: ['desk', 'operator'],
  kiosk: [],
  attorney: ['attorney', 'interpreter'],
  oversight: ['oversight'],
  court: ['clerk'],
};
