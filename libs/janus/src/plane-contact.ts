import { z } from 'zod';
import { SealProfile } from '#protocol';

const secret = z.string().regex(/^[0-9a-f]{64}$/);
const port = z.number().int().min(1024).max(65535);

/**
 * `contact.json`: how the facility reaches a media plane, and what its launcher measured on it. Written by the
 * launcher after its own checks passed, removed when the plane stops; every start has new secrets.
 * Secrets are 32 random bytes as hex. Never log it, never answer it to a browser (except `profile`).
 */
export const PlaneContact = z.object({
  version: z.literal(1),
  /** Of the caged Janus, as seen from the launcher. */
  pid: z.number().int().positive(),
  /** Absolute paths of Unix sockets that speak WebSocket: `ws+unix:PATH:/`. */
  apiSocket: z.string(),
  adminSocket: z.string(),
  /** `apisecret` of every message on the API socket. */
  apiSecret: secret,
  /** `admin_key` of the VideoRoom plugin: needed to create rooms and, because it is locked, to forward. */
  adminKey: secret,
  /** `admin_secret` of every message on the Admin socket. */
  adminSecret: secret,
  /** HMAC-SHA-256 key of room secrets and pins (docs/architecture.md). */
  roomSeed: secret,
  /** The only address ICE candidates are gathered on. */
  mediaAddress: z.string(),
  /** UDP ports of media, both ends included. */
  mediaPorts: z.tuple([port, port]),
  /** As Janus says it, e.g. `1.1.2`. */
  janusVersion: z.string(),
  /** Older than 1.4.1, where fixes of memory safety came: no data channels, no simulcast in booth rooms. */
  janusOutdated: z.boolean(),
  profile: SealProfile,
  /** SHA-256 (hex) of the rendered Janus configuration with the secrets replaced by their names. */
  configHash: z.string().regex(/^[0-9a-f]{64}$/),
  startedAt: z.iso.datetime(),
});
export type PlaneContact = z.infer<typeof PlaneContact>;
