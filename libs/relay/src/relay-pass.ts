import { createHmac } from 'node:crypto';
import type { RelayPass } from '#protocol';
import type { RelayContact } from './relay-contact.js';

/**
 * What lets one device use the relay until a moment: the time-limited credentials that coturn's `use-auth-secret`
 * checks (draft-uberti-behave-turn-rest-00: user `seconds:name`, password Base64(HMAC-SHA-1(secret, user))).
 * `name` must name nobody.
 */
export function relayPass({ secret, urls }: RelayContact, name: string, until: Date): RelayPass {
  const username = `${Math.ceil(until.getTime() / 1000)}:${name}`;
  return { urls: [...urls], username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
