import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firstPassword } from '../../../apps/facility/src/people/account-maker.js';
import { readCookies } from '../../../apps/facility/src/people/cookies.js';
import { accountKey, knownDevice, makeDeviceCookie } from '../../../apps/facility/src/people/device-cookie.js';
import { facilitySecret } from '../../../apps/facility/src/people/facility-secret.js';

const secret = 'ab'.repeat(32);

it('knows a device for the account it signed in to, and for no other', () => {
  const cookie = makeDeviceCookie(secret, 'one');
  expect(knownDevice(secret, 'one', cookie)).toBe(cookie.split('.')[0]);
  expect(knownDevice(secret, 'two', cookie)).toBeUndefined();
  expect(knownDevice('cd'.repeat(32), 'one', cookie)).toBeUndefined();
  for (const bad of [undefined, '', '.', cookie.slice(0, -1), `${cookie}.x`, `A${cookie}`]) {
    expect(knownDevice(secret, 'one', bad)).toBeUndefined();
  }
});

it('counts one account however its name is typed', () => {
  expect(accountKey(secret, 'Desk1')).toBe(accountKey(secret, 'desk1'));
  expect(accountKey(secret, 'desk2')).not.toBe(accountKey(secret, 'desk1'));
});

it('of two cookies with one name the first counts', () => {
  expect(readCookies('a=1; b=2=3; a=4; c')).toEqual(
    new Map([
      ['a', '1'],
      ['b', '2=3'],
    ]),
  );
});

it('makes passwords of 20 letters without look-alikes', () => {
  const made = Array.from({ length: 200 }, firstPassword);
  expect(new Set(made).size).toBe(200);
  for (const password of made) expect(password).toMatch(/^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/);
});

it('keeps one secret, private, whoever comes first; a damaged one is not used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secret-'));
  const secrets = await Promise.all(Array.from({ length: 8 }, () => facilitySecret(folder)));
  expect(new Set(secrets).size).toBe(1);
  expect((await stat(join(folder, 'session-secret'))).mode & 0o777).toBe(0o600);
  await writeFile(join(folder, 'session-secret'), 'short');
  await expect(facilitySecret(folder)).rejects.toThrow('damaged');
  await rm(folder, { recursive: true });
});
