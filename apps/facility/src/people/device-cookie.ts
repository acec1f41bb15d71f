import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A device from which an account has signed in before (OWASP "device cookies"). Proves nothing else. */
export const DEVICE_SECONDS = 180 * 24 * 3600;

const mac = (secret: string, purpose: string, text: string) =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(`${purpose}\n${text}`).digest('base64url');

/** A stable name for an account in the table of tries, whether or not it exists. */
export const accountKey = (secret: string, username: string): string =>
  mac(secret, 'account', username.normalize('NFKC').toLowerCase());

/** `nonce.mac`; the nonce names the device, the MAC binds it to one account. */
export function makeDeviceCookie(secret: string, account: string, nonce = randomBytes(16).toString('base64url')) {
  return `${nonce}.${mac(secret, 'device', `${account}\n${nonce}`)}`;
}

/** The device's nonce if the cookie is one of ours for this account, else undefined: an unknown device. */
export function knownDevice(secret: string, account: string, cookie: string | undefined): string | undefined {
  const [nonce, given, ...rest] = (cookie ?? '').split('.');
  if (!nonce || !given || rest.length > 0 || !/^[\w-]{22}$/.test(nonce)) return undefined;
  const wanted = Buffer.from(mac(secret, 'device', `${account}\n${nonce}`));
  const offered = Buffer.from(given);
  return offered.length === wanted.length && timingSafeEqual(offered, wanted) ? nonce : undefined;
}
