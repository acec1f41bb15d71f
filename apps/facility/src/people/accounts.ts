import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins';
import type { Db } from '#postgres';
import { COOKIE_ATTRIBUTES, SIGN_IN_COOKIE } from './cookies.js';

/** Absolute life of a sign-in in seconds: one long working day. */
export const SIGN_IN_SECONDS = 12 * 3600;

/**
 * better-auth on our tables. Its own HTTP routes are mounted nowhere: people/ calls its API, so there is no sign-up,
 * no change of role, no list of sessions for a client to find. Passwords: its scrypt (N 16384, r 16, p 1).
 */
export const makeAuth = (db: Db, secret: string) =>
  betterAuth({
    database: { db, type: 'postgres' },
    secret,
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: 12, maxPasswordLength: 256, autoSignIn: false },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { role: { type: 'string', required: true, input: true } },
    },
    session: {
      modelName: 'sign_in_session',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SIGN_IN_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'credential',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'person_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 64,
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
    ],
    advanced: {
      // The name already carries the stronger `__Host-`; the library would put `__Secure-` before it.
      useSecureCookies: false,
      cookies: { session_token: { name: SIGN_IN_COOKIE, attributes: COOKIE_ATTRIBUTES } },
    },
  });

export type Auth = ReturnType<typeof makeAuth>;

/** better-auth on the facility's database, made once at start. Injection token. */
export class Accounts {
  constructor(
    readonly auth: Auth,
    /** Hex; see facilitySecret. */
    readonly secret: string,
  ) {}
}
