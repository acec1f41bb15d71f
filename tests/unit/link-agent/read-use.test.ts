import { DIRECTIONS, deviceOf, leafHandle, TRAFFIC_CLASSES } from '#link';
import { expect, it } from 'vitest';
import { parseUse } from '../../../apps/link-agent/src/read-use.js';

const SITE = { device: 'wan0', kernel: { cake: false, fqCodel: false } };

/** As tc of iproute2 6.1 prints queues with `-s -j`, with one of somebody else beside them. */
const printed = [
  { kind: 'pfifo', handle: '7a10:', dev: 'lan0', bytes: 9, packets: 1, drops: 9, backlog: 9, qlen: 1 },
  ...DIRECTIONS.flatMap((way, nth) => [
    { kind: 'htb', handle: '7a:', dev: deviceOf(way, SITE), root: true, bytes: 1, packets: 1, drops: 1, backlog: 1 },
    ...TRAFFIC_CLASSES.map((name, at) => ({
      kind: 'pfifo',
      handle: leafHandle(name),
      dev: deviceOf(way, SITE),
      options: { limit: 40 },
      bytes: 1000 * nth + at,
      packets: 1,
      drops: at,
      backlog: 2 * at,
      qlen: 1,
    })),
  ]),
];

it('reads the queue of each class in both directions, and no other', () => {
  const { up, down } = parseUse(JSON.stringify(printed), SITE);
  expect(up['hearing-audio']).toEqual({ bytes: 0, dropped: 0, waiting: 0 });
  expect(up.bulk).toEqual({ bytes: 6, dropped: 6, waiting: 12 });
  expect(down.bulk.bytes).toBe(1006);
});

it('takes nothing that lacks a class, or is of another shape', () => {
  const without = printed.filter(({ handle, dev }) => handle !== leafHandle('bulk') || dev !== 'wan0');
  for (const text of [JSON.stringify(without), '', '{}', '[{"dev":"wan0","handle":"7a10:"}]'])
    expect(() => parseUse(text, SITE)).toThrow();
});
