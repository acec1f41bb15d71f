import { describe, expect, it } from 'vitest';
import { SealLayer } from '../../../libs/protocol/src/index.js';
import { brokenLayers, layersHeld, profileOf } from '../../../libs/plane/src/measure/judge-plane.js';
import { parseEndpoint, parseFacts } from '../../../libs/plane/src/measure/process-facts.js';
import { promisedLayers } from '../../../libs/plane/src/means.js';

const zero = '0000000000000000';
const texts = {
  status: `Name:\tjanus\nUid:\t993\t993\t993\t993\nCapInh:\t${zero}\nCapPrm:\t${zero}\nCapEff:\t${zero}\nCapBnd:\t${zero}\nCapAmb:\t${zero}\nNoNewPrivs:\t1\nSeccomp:\t2\n`,
  limits:
    'Limit                     Soft Limit           Hard Limit           Units     \n' +
    'Max file size             0                    0                    bytes     \n' +
    'Max core file size        0                    0                    bytes     \n',
  mountinfo:
    '1 0 8:1 / / ro,nosuid - ext4 x rw\n2 1 0:2 / /proc rw - proc proc rw\n3 1 0:3 / /run/api rw - tmpfs t rw\n',
  maps: '7f r-xp 0 8:1 5 /usr/lib/t/janus/plugins/libjanus_videoroom.so.1.1.2\n7f r-xp 0 8:1 6 /usr/lib/t/janus/transports/libjanus_websockets.so.1.1.2\n',
  tcp: 'header\n   0: 0100007F:1F90 00000000:0000 0A 0:0 0:0 0 993 0 77 1\n',
  tcp6: '',
  udp: 'header\n   0: 01034D0A:7148 00000000:0000 07 0:0 0:0 0 993 0 55 2\n',
  udp6: '',
  socketInodes: new Set(['55']),
};
const expected = {
  uid: 993,
  mediaAddress: '10.77.3.1',
  mediaPorts: [29000, 29100] as [number, number],
  writable: ['/run/api'],
  rulesetHolds: true,
};
const all = SealLayer.options;
const missing = (changed: Partial<typeof texts>, want: Partial<typeof expected> = {}) =>
  profileOf(layersHeld(parseFacts({ ...texts, ...changed }), { ...expected, ...want }), all).missing;

describe('the judgement of a running plane', () => {
  it('is full when every layer holds', () => {
    expect(profileOf(layersHeld(parseFacts(texts), expected), all)).toEqual({ profile: 'full', missing: [] });
  });

  it.each([
    ['own-user', { status: texts.status.replace('993\t993\t993\t993', '993\t0\t993\t993') }],
    ['no-capabilities', { status: texts.status.replace(`CapBnd:\t${zero}`, 'CapBnd:\t0000000000000400') }],
    ['no-new-privileges', { status: texts.status.replace('NoNewPrivs:\t1', 'NoNewPrivs:\t0') }],
    ['seccomp', { status: texts.status.replace('Seccomp:\t2', 'Seccomp:\t0') }],
    ['read-only-root', { mountinfo: texts.mountinfo.replace('/ / ro', '/ / rw') }],
    ['read-only-root', { mountinfo: `${texts.mountinfo}4 1 0:4 / /var rw - ext4 x rw\n` }],
    ['no-file-writes', { limits: texts.limits.replace('size             0', 'size             unlimited') }],
    ['no-core-dump', { limits: texts.limits.replace(/core file size {8}0/, 'core file size        9') }],
    ['two-modules-only', { maps: `${texts.maps}7f r 0 8:1 7 /x/libjanus_recordplay.so.1\n` }],
    ['two-modules-only', { maps: '' }],
    ['no-tcp-listener', { socketInodes: new Set(['55', '77']) }],
    ['udp-media-range-only', { udp: texts.udp.replace(':7148', ':F000') }],
    ['udp-media-range-only', { udp: texts.udp.replace('01034D0A', '00000000') }],
  ] as const)('misses %s', (layer, changed) => expect(missing(changed)).toEqual([layer]));

  it('misses the way out when the rule is gone, and the own user when there is none', () => {
    expect(missing({}, { rulesetHolds: false })).toEqual(['no-way-out']);
    expect(layersHeld(parseFacts(texts), { ...expected, uid: undefined })).not.toContain('own-user');
  });

  it('calls a layer broken only when it was promised', () => {
    const demo = promisedLayers(all, { root: false, cage: 'none', nftables: false });
    expect(demo).not.toContain('own-user');
    expect(brokenLayers(demo, demo)).toEqual([]);
    expect(brokenLayers(demo, demo.slice(1))).toEqual([demo[0]]);
    expect(promisedLayers(all, { root: true, cage: 'as-root', nftables: true })).toHaveLength(11);
  });

  it('asks of a plane only for its own layers', () => {
    const own = all.filter((layer) => layer !== 'no-file-writes');
    expect(promisedLayers(own, { root: true, cage: 'as-root', nftables: true })).toEqual(own);
    expect(profileOf(own, own)).toEqual({ profile: 'full', missing: [] });
    expect(profileOf(own, all)).toEqual({ profile: 'demo', missing: ['no-file-writes'] });
  });

  it('reads addresses as the kernel prints them', () => {
    expect(parseEndpoint('0100007F:1F90')).toEqual({ address: '127.0.0.1', port: 8080 });
    expect(parseEndpoint('000000FD000000000000000001000000:0001')).toEqual({ address: 'fd00::1', port: 1 });
    expect(parseEndpoint('00000000000000000000000000000000:0001').address).toBe('::');
  });
});
