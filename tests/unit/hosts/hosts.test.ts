import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { admit } from '../../../apps/facility/src/hosts/admission-guard.js';
import { HostNames, publicAddress } from '../../../apps/facility/src/hosts/host-names.js';
import { ledgerFile } from '../../../apps/facility/src/hosts/ledger-files.js';
import { asRefused } from '../../../apps/facility/src/hosts/refusal-filter.js';
import { Refused } from '../../../apps/facility/src/hosts/refused.js';
import { RefusalCode } from '#protocol';

const asks = (host?: string, origin?: string) => ({ headers: { host, origin } }) as IncomingMessage;

it('finds the audience by the whole host name', () => {
  const hosts = new HostNames('habeas.example');
  expect(hosts.audienceOf('desk.habeas.example')).toBe('desk');
  expect(hosts.audienceOf('KIOSK.habeas.example:8443')).toBe('kiosk');
  for (const host of [
    'habeas.example',
    'desk.habeas.example.evil',
    'a.desk.habeas.example',
    'deskxhabeas.example',
    undefined,
    'desk.habeas.example:x',
  ]) {
    expect(hosts.audienceOf(host)).toBeUndefined();
  }
});

it('allows plain http origins on localhost only', () => {
  expect(new HostNames('localhost').allows(asks('desk.localhost:3000', 'http://desk.localhost:3000'))).toBe(true);
  const hosts = new HostNames('habeas.example');
  expect(hosts.allows(asks('desk.habeas.example', 'https://desk.habeas.example'))).toBe(true);
  expect(hosts.allows(asks('desk.habeas.example', 'http://desk.habeas.example'))).toBe(false);
  expect(hosts.allows(asks('evil.example', 'https://evil.example'))).toBe(false);
  expect(hosts.allows(asks('desk.habeas.example', undefined))).toBe(false);
  const secure = new HostNames('localhost', true);
  expect(secure.allows(asks('desk.localhost:3000', 'http://desk.localhost:3000'))).toBe(false);
  expect(secure.allows(asks('desk.localhost:3000', 'https://desk.localhost:3000'))).toBe(true);
});

it('names the port people need, unless a proxy stands in front', () => {
  const tls = { cert: '/c', key: '/k', authority: undefined };
  expect(publicAddress('attorney', { domain: 'x.example', port: 3000, tls: undefined })).toBe(
    'https://attorney.x.example',
  );
  expect(publicAddress('attorney', { domain: 'x.example', port: 3000, tls })).toBe('https://attorney.x.example:3000');
  expect(publicAddress('attorney', { domain: 'x.example', port: 443, tls })).toBe('https://attorney.x.example');
});

it('knows the addresses of tiles and no others', () => {
  const known = [
    'checkpoint',
    'log.vkey',
    'tile/0/000',
    'tile/entries/x001/234',
    'tile/1/000.p/255',
    'tile/63/x999/x000/001.p/1',
  ];
  for (const name of known) expect(ledgerFile('/l', `/ledger/${name}`)?.file).toBe(`/l/${name}`);
  const unknown = [
    '',
    'keeper.key',
    'tile/0/0',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/64/000',
    'tile/0/../000',
    'tile/0/000/',
    'checkpoint/x',
  ];
  for (const name of unknown) expect(ledgerFile('/l', `/ledger/${name}`)).toBeUndefined();
});

it('has a status and a sentence for every code', () => {
  for (const code of RefusalCode.options) {
    const refused = new Refused(code);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body()).toEqual({ code, sentence: expect.stringMatching(/^[A-Z].*\.$/) });
  }
});

it('makes one kind of refusal of whatever is thrown', () => {
  expect(asRefused(new Error('a name')).body()).toEqual(new Refused('failed').body());
  expect(asRefused('text').code).toBe('failed');
  expect(asRefused(undefined).code).toBe('failed');
  expect(asRefused(Object.assign(new Error(), { code: 'ECONNREFUSED' })).code).toBe('part-down');
  expect(asRefused(Object.assign(new Error(), { code: '57P01' })).code).toBe('part-down');
  expect(asRefused(Object.assign(new Error(), { code: 'booth-taken' })).code).toBe('booth-taken');
});

it('admits only whom a route names', () => {
  const desk = {
    kind: 'person',
    id: '1',
    name: 'n',
    username: 'u',
    role: 'desk',
    audience: 'desk',
    session: 's',
  } as const;
  const kiosk = { kind: 'kiosk', booth: '4', session: 's' } as const;
  expect(() => admit(['desk'], desk)).not.toThrow();
  expect(() => admit('kiosk', kiosk)).not.toThrow();
  expect(() => admit(['operator'], desk)).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  expect(() => admit(['desk'], kiosk)).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
  expect(() => admit('kiosk', desk)).toThrow(expect.objectContaining({ code: 'kiosk-not-enrolled' }));
  expect(() => admit(['desk'], { kind: 'nobody' })).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
});
