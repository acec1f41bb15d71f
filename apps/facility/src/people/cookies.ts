/** Names and attributes of the facility's cookies. `__Host-` binds them to one host: no domain, Secure, path=/. */
export const SIGN_IN_COOKIE = '__Host-habeas';
export const DEVICE_COOKIE = '__Host-habeas-device';
export const KIOSK_COOKIE = '__Host-habeas-kiosk';

export const COOKIE_ATTRIBUTES = { secure: true, httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** Cookies of a request by name; of two with one name the first counts. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals).trim();
    if (equals > 0 && !cookies.has(name)) cookies.set(name, part.slice(equals + 1).trim());
  }
  return cookies;
}

/** A Set-Cookie line; `seconds` 0 removes it. `value` must consist of cookie characters. */
export const setCookie = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; Secure; SameSite=Strict`;
