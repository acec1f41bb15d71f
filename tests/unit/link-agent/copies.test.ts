import { duplicationRule } from '#link';
import { describe, expect, it } from 'vitest';
import { judgeRoute, type Route } from '../../../apps/link-agent/src/judge-route.js';
import { permitted } from '../../../apps/link-agent/src/not-copied.js';
import { probeCopies } from '../../../apps/link-agent/src/probe-copies.js';
import { hearing, planFor } from '../link/line-samples.js';

const { line: TWICE } = planFor(4000, [hearing()], { lossy: { up: true, down: true } });
const { line: ONCE } = planFor(4000, [hearing()]);
const led = (dev: string, more: Partial<Route> = {}): Route => ({ dev, gateway: '192.0.2.1', flags: [], ...more });
const judged = (routes: readonly Route[], pointToPoint = false) => judgeRoute(routes, 'wan0', pointToPoint);

describe('copies are permitted', () => {
  it('by one default route, on the own device, to a gateway or the only other end', () => {
    expect(judged([led('wan0')])).toBeUndefined();
    expect(judged([{ dev: 'wan0', via: { host: 'fe80::1' } }])).toBeUndefined();
    expect(judged([{ dev: 'wan0' }], true)).toBeUndefined();
  });

  it('by the better of two routes, and by all that the kernel may take', () => {
    expect(judged([led('wan0', { metric: 100 }), led('lte0', { metric: 600 })])).toBeUndefined();
    expect(judged([led('wan0', { metric: 600 }), led('lte0', { metric: 100 })])).toBe('other-device');
    expect(judged([led('wan0', { metric: 600 }), led('lte0')])).toBe('other-device');
    expect(judged([{ nexthops: [led('wan0'), led('wan0')] }])).toBeUndefined();
    expect(judged([{ nexthops: [led('wan0'), led('lte0')] }])).toBe('other-device');
    expect(judged([{ nexthops: [led('wan0'), led('lte0', { flags: ['dead'] })] }])).toBeUndefined();
  });

  it('by nothing else', () => {
    expect(judged([])).toBe('no-route');
    expect(judged([{ metric: 5 }])).toBe('no-route');
    expect(judged([led('wan0', { flags: ['dead', 'linkdown'] })])).toBe('no-route');
    expect(judged([led('lan')])).toBe('other-device');
    expect(judged([{ dev: 'wan0' }])).toBe('no-gateway');
    expect(judged([{ dev: 'lo', metric: 4_294_967_295 }], true)).toBe('other-device');
  });
});

describe('a plan that asks for copies', () => {
  it('is whole where they are permitted', () => {
    expect(permitted(TWICE, undefined)).toEqual({ wanted: TWICE, plan: TWICE, notCopied: undefined });
  });

  it('loses them and nothing else where they are not', () => {
    const { plan, wanted, notCopied } = permitted(TWICE, 'off-at-this-site');
    expect(notCopied).toBe('off-at-this-site');
    expect(wanted).toBe(TWICE);
    expect(TWICE).toEqual({ ...plan, duplicate: ['hearing-audio'] });
    expect(plan).not.toHaveProperty('duplicate');
  });

  it('is not told of where nothing is asked for', () => {
    expect(permitted(ONCE, 'off-at-this-site')).toEqual({ wanted: ONCE, plan: ONCE, notCopied: undefined });
    const nothing = { version: 1, kind: 'first-come' } as const;
    expect(permitted(nothing, 'no-route').notCopied).toBeUndefined();
  });
});

it('a kernel that does not take the rule copies nothing', async () => {
  const says = (yes: string) => ({ ip: ['/bin/false'], tc: ['/bin/false'], nft: [yes] });
  expect(await probeCopies(says('/bin/true'))).toBe(true);
  expect(await probeCopies(says('/bin/false'))).toBe(false);
});

it('the rule has the own device and no address', () => {
  expect(duplicationRule('wan0')).toMatch(/ dup to "wan0"$/);
  expect(duplicationRule('wan0')).not.toMatch(/\d+\.\d+|::|ether/);
});
