import { expect, it } from 'vitest';
import { parseConfig, readEnv } from '../../../apps/facility/src/config.js';

const whole = {
  HABEAS_KEEPER_SOCKET: '/run/k.sock',
  HABEAS_FACILITY_NAME: 'Demo',
  HABEAS_ORIGIN: 'habeas.example/demo',
  DATABASE_URL: 'postgresql://u:hidden@localhost/x',
  REDIS_SOCKET: '/run/r.sock',
  HABEAS_BOOTH_PLANE: '/run/contact.json',
};

it('fills in what has a default', () => {
  const config = parseConfig(readEnv({ ...whole, HABEAS_PORT: '', PATH: '/bin', HABEAS_DATA: '/d' }));
  expect([config.door.port, config.door.domain]).toEqual([3000, 'localhost']);
  expect(config.folders).toMatchObject({ own: '/d/facility', ledger: '/d/ledger' });
});

it('takes a certificate only with its key', () => {
  expect(parseConfig(whole).door.tls).toBeUndefined();
  expect(parseConfig({ ...whole, HABEAS_TLS_CERT: '/c.pem', HABEAS_TLS_KEY: '/k.pem' }).door.tls).toEqual({
    cert: '/c.pem',
    key: '/k.pem',
    authority: undefined,
  });
  expect(() => parseConfig({ ...whole, HABEAS_TLS_CERT: '/c.pem' })).toThrow('HABEAS_TLS_KEY');
});

it('names what is wrong and never shows a value', () => {
  expect(() => parseConfig({ ...whole, HABEAS_PORT: '70000', REDIS_SOCKET: undefined })).toThrow(
    /HABEAS_PORT.*REDIS_SOCKET/,
  );
  expect(() => parseConfig({ ...whole, HABEAS_ZONE: 'Mars/Base' })).toThrow('HABEAS_ZONE');
  expect(() => parseConfig({ ...whole, HABEAS_DOMAIN: 'hidden hidden' })).toThrow(/^(?!.*hidden)/);
});
