import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { BOOTH_PLANE } from '../../../apps/booth-plane/src/booth-plane.js';
import { chooseMediaAddress } from '../../../libs/plane/src/network/media-address.js';
import { chooseMediaPorts, parsePortSituation } from '../../../libs/plane/src/network/media-ports.js';

const card = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  netmask: '',
  mac: '',
  cidr: null,
  ...(address.includes(':')
    ? {
        family: 'IPv6',
        scopeid: 0,
      }
    : { family: 'IPv4' }),
});
const cards = { lo: [card('127.0.0.1', true)], eth0: [card('fd00::1'), card('192.0.2.7')] };

describe('the media address', () => {
  it('is the first IPv4 one beside loopback, or the wished one', () => {
    expect(chooseMediaAddress(cards, undefined)).toBe('192.0.2.7');
    expect(chooseMediaAddress(cards, 'fd00:0:0::1')).toBe('fd00::1');
  });
  it('is refused when the machine does not have it, and on loopback', () => {
    expect(() => chooseMediaAddress(cards, '192.0.2.9')).toThrow(/no network interface/);
    expect(() => chooseMediaAddress(cards, '127.0.0.1')).toThrow(/no network interface/);
    expect(() => chooseMediaAddress({ lo: cards.lo }, undefined)).toThrow(/beside loopback/);
  });
});

describe('the media ports', () => {
  const { ports } = BOOTH_PLANE;
  const none = parsePortSituation('', '32768\t60999\n', '');
  it('are outside the range the kernel hands out', () => {
    expect(chooseMediaPorts(none, ports)).toEqual([29000, 29100]);
    expect(chooseMediaPorts(parsePortSituation('', '1024 30000', ''), ports)).toEqual([42000, 42100]);
    expect(chooseMediaPorts(parsePortSituation('', '32768 60999', '42000-42100'), ports)).toEqual([42000, 42100]);
  });
  it('are free', () => {
    const table = '  sl  local_address\n  12: 00000000:7148 00000000:0000 07\n';
    expect(chooseMediaPorts(parsePortSituation(table, '32768 60999', ''), ports)).toEqual([28000, 28100]);
  });
  it('are refused when wished where they would be unsafe', () => {
    expect(() => chooseMediaPorts(none, ports, { wished: [42000, 42100] })).toThrow(
      /ip_local_reserved_ports=42000-42100/,
    );
    expect(chooseMediaPorts(none, ports, { wished: [20000, 20010] })).toEqual([20000, 20010]);
  });
  it('are none of another plane, chosen or wished', () => {
    expect(chooseMediaPorts(none, ports, { ofOthers: [29100, 29499] })).toEqual([28000, 28100]);
    expect(() => chooseMediaPorts(none, ports, { wished: [20000, 20100], ofOthers: [20100, 20200] })).toThrow(
      'HABEAS_MEDIA_PORTS 20000-20100: 20100-20200 are media ports of another plane.',
    );
    expect(chooseMediaPorts(none, ports, { wished: [20000, 20100], ofOthers: [20101, 20200] })).toEqual([20000, 20100]);
  });
});
