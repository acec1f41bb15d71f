import { trafficBetween } from '#link';
import { expect, it } from 'vitest';
import { LineMeter } from '../../../apps/facility/src/line/line-meter.js';
import { lineUse } from './line-samples.js';

const KBIT = 125;

it('tells what went between two counts; a counter that got smaller began anew', () => {
  const traffic = trafficBetween(
    lineUse({ other: 1000 * KBIT, bulk: 500 * KBIT }, 5),
    lineUse({ other: 3000 * KBIT, bulk: 100 * KBIT }, 8, 1500),
    10_000,
  );
  expect(traffic.up.other).toEqual({ kbps: 200, dropped: 3, waiting: 1500 });
  expect(traffic.down.bulk.kbps).toBe(10);
  expect(traffic.up['hearing-audio'].kbps).toBe(0);
});

it('shows what is now, and keeps the most of all classes together', () => {
  const meter = new LineMeter();
  meter.took(lineUse({ other: 0 }), 0);
  expect(meter.traffic(0)).toBeUndefined();
  meter.took(lineUse({ other: 10_000 * KBIT, bulk: 5000 * KBIT }), 10_000);
  expect(meter.traffic(12_000)?.up.other.kbps).toBe(1000);
  expect(meter.most.down).toEqual({ kbps: 1500, at: 10_000 });
  meter.took(lineUse({ other: 11_000 * KBIT, bulk: 5000 * KBIT }), 20_000);
  expect(meter.traffic(20_000)?.down.other.kbps).toBe(100);
  expect(meter.most.down).toEqual({ kbps: 1500, at: 10_000 });
});

it('makes no rate of a moment, and shows nothing that is not now', () => {
  const meter = new LineMeter();
  meter.took(lineUse({}), 0);
  meter.took(lineUse({ other: 1000 * KBIT }), 100);
  expect(meter.traffic(100)).toBeUndefined();
  meter.took(lineUse({ other: 1000 * KBIT }), 10_000);
  expect(meter.traffic(10_000)?.up.other.kbps).toBe(100);
  expect(meter.traffic(40_001)).toBeUndefined();
  // After a gap, or an agent that counted nothing, it begins anew.
  meter.took(lineUse({ other: 900_000 * KBIT }), 60_000);
  expect(meter.traffic(60_000)).toBeUndefined();
  meter.took(undefined, 70_000);
  meter.took(lineUse({ other: 990_000 * KBIT }), 80_000);
  expect(meter.traffic(80_000)).toBeUndefined();
  expect(meter.most.up?.kbps).toBe(100);
});
