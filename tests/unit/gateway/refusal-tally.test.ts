import { expect, test } from 'vitest';
import type { GatewayRefusalCode } from '../../../apps/facility/src/gateway/gateway-refusal.js';
import { RefusalTally } from '../../../apps/facility/src/gateway/refusal-tally.js';

test('the first of each code at once, the rest once a minute with counts, what remains at the end', () => {
  const told: [GatewayRefusalCode, number][] = [];
  const tally = new RefusalTally((code, count) => told.push([code, count]), 0);
  tally.add('malformed');
  tally.add('malformed');
  tally.add('other-room');
  tally.add('malformed');
  expect(told).toEqual([
    ['malformed', 1],
    ['other-room', 1],
  ]);
  tally.tick(59_999);
  expect(told).toHaveLength(2);
  tally.tick(60_000);
  expect(told.slice(2)).toEqual([['malformed', 2]]);
  tally.add('other-room');
  tally.tick(61_000);
  expect(told).toHaveLength(3);
  tally.flush();
  tally.flush();
  expect(told.slice(3)).toEqual([['other-room', 1]]);
  expect(tally.total).toBe(5);
});
