import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { RelayContact, relayPass } from '#relay';
import { RelayPass } from '#protocol';
import { readConfig } from '../../../apps/relay/src/config.js';
import { QuietLog } from '../../../apps/relay/src/quiet-log.js';
import { ruleText } from '../../../apps/relay/src/relay-rule.js';
import { turnserverConfig } from '../../../apps/relay/src/turnserver-config.js';

const contact = RelayContact.parse({
  version: 1,
  secret: 'a1'.repeat(32),
  address: '192.0.2.7',
  port: 3478,
  urls: ['turn:turn.x.example:3478?transport=udp', 'turns:turn.x.example:443?transport=tcp'],
  startedAt: new Date(0).toISOString(),
});
const plan = {
  address: '192.0.2.7',
  host: 'turn.x.example',
  port: 3478,
  tlsPort: 443,
  relayPorts: [31000, 31999],
  secret: contact.secret,
  folder: '/run/relay',
} as const;

it('makes credentials that end, as the protocol of TURN over REST says', () => {
  const pass = RelayPass.parse(relayPass(contact, 'n1', new Date(1_700_000_000_500)));
  expect(pass.username).toBe('1700000001:n1');
  expect(pass.credential).toBe(createHmac('sha1', contact.secret).update('1700000001:n1').digest('base64'));
  expect(pass.urls).toEqual(contact.urls);
});

it('knows no way but UDP and TLS', () => {
  for (const url of [
    'stun:turn.x.example:3478',
    'turn:turn.x.example:80?transport=tcp',
    'turns:a b:443?transport=tcp',
  ]) {
    expect(RelayContact.safeParse({ ...contact, urls: [url] }).success).toBe(false);
  }
});

it('denies every peer but one, and listens nowhere for whom it does not serve', () => {
  const lines = turnserverConfig(plan).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining(['denied-peer-ip=0.0.0.0-255.255.255.255', 'no-cli', 'no-tcp', 'no-dtls']),
  );
  expect(lines.filter((line) => line.startsWith('allowed-peer-ip'))).toEqual(['allowed-peer-ip=192.0.2.7']);
  expect(
    lines.filter((line) => /^(no-auth|server-relay|allow-loopback|web-admin|verbose|log-binding|user=)$/.test(line)),
  ).toEqual([]);
  const plain = turnserverConfig({ ...plan, tlsPort: undefined });
  expect(plain).toContain('\nno-tls\n');
  expect(plain).not.toContain('cert=');
});

it('has a rule that names addresses of its own family only', () => {
  const rule = { ...plan, uid: 7, mediaPorts: [[29000, 29100]] as const };
  expect(ruleText(rule)).toContain(
    'ip saddr 192.0.2.7 ip daddr 192.0.2.7 udp sport 31000-31999 udp dport { 29000-29100 }',
  );
  const both = { ...rule, mediaPorts: [...rule.mediaPorts, [30000, 30399] as const] };
  expect(ruleText(both)).toContain('udp dport { 29000-29100, 30000-30399 } accept');
  expect(ruleText({ ...rule, address: '2001:db8::1' })).toContain('ip6 saddr 2001:db8::1 udp sport 3478 accept');
  expect(ruleText({ ...rule, tlsPort: undefined })).not.toContain('tcp');
});

it('keeps what coturn says at its start, and nothing once it serves', () => {
  const log = new QuietLog();
  for (let line = 0; line < 30; line += 1) log.take(`line ${line}`);
  expect(log.beginning.split('\n')).toHaveLength(20);
  expect(log.beginning).toContain('line 29');
  log.started();
  log.take('session 1: closed, remote 198.51.100.4:5000');
  expect(log.beginning).toBe('');
});

it('takes a certificate only with its key', () => {
  const settings = { HABEAS_RELAY_FOLDER: '/r', HABEAS_BOOTH_PLANE: '/p', HABEAS_RELAY_HOST: 'turn.x' };
  expect(readConfig(settings)).toMatchObject({ port: 3478, tlsPort: 443, tls: undefined });
  expect(() => readConfig({ ...settings, HABEAS_RELAY_CERT: '/c' })).toThrow('HABEAS_RELAY_KEY');
  expect(() => readConfig({ ...settings, HABEAS_RELAY_HOST: 'a b' })).toThrow('HABEAS_RELAY_HOST');
});
