import * as z from 'zod/mini';

/** `turn:` over UDP or `turns:` over TLS (RFC 7065); nothing else is a relay of ours. */
export const RelayUrl = z
  .string()
  .check(z.regex(/^(turn:[a-z0-9.-]{1,200}:\d{1,5}\?transport=udp|turns:[a-z0-9.-]{1,200}:\d{1,5}\?transport=tcp)$/));

/** Lets one device use the relay for a while; the browser takes it as one of its `iceServers`. Never log it. */
export const RelayPass = z.object({
  urls: z.array(RelayUrl).check(z.minLength(1), z.maxLength(4)),
  username: z.string().check(z.maxLength(128)),
  credential: z.string().check(z.maxLength(128)),
});
export type RelayPass = z.infer<typeof RelayPass>;
