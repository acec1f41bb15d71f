import { LossReport } from '#protocol';
import { expect, it } from 'vitest';
import { LineWatch } from '../../../apps/web/court/media/line-watch.js';
import { missingSound } from '../../../apps/web/court/media/missing-sound.js';
import { lookAgain, type StreamLooks } from '../../../apps/web/court/media/stream-looks.js';

const SEATS = new Map([
  ['0', 4],
  ['1', 4],
  ['2', 5],
]);
interface Counted {
  readonly kind?: string;
  readonly mid?: string;
  readonly received: number;
  readonly lost?: number;
  readonly asked?: number;
}
const report = (...streams: readonly Counted[]) =>
  new Map<string, unknown>(
    streams.map(({ kind = 'audio', mid = '0', received, lost = 0, asked = 0 }, at) => [
      String(at),
      { type: 'inbound-rtp', kind, mid, packetsReceived: received, packetsLost: lost, nackCount: asked },
    ]),
  );
function after(...reports: readonly ReadonlyMap<string, unknown>[]) {
  let streams: ReadonlyMap<string, StreamLooks> = new Map();
  for (const one of reports) streams = lookAgain(streams, one);
  return missingSound(streams.values(), SEATS);
}

it('is nothing where everything came, and nothing is said before two looks or of what did not come at all', () => {
  expect(after(report({ received: 50 }))).toEqual([]);
  expect(after(report({ received: 50 }), report({ received: 100 }))).toEqual([{ seat: 4, packets: 50, missing: 0 }]);
  expect(after(report({ received: 50 }), report({ received: 50 }))).toEqual([]);
});

it('is what never came, and what came once it was asked for: as often as Chromium was seen to ask', () => {
  const first = report({ received: 0 });
  expect(after(first, report({ received: 450, lost: 50 }))).toEqual([{ seat: 4, packets: 500, missing: 50 }]);
  expect(after(first, report({ received: 500, asked: 70 }))).toEqual([{ seat: 4, packets: 500, missing: 50 }]);
  expect(after(first, report({ received: 490, lost: 10, asked: 70 }))).toEqual([
    { seat: 4, packets: 500, missing: 60 },
  ]);
});

it('is never more than there was, nor less than nothing where late packets came', () => {
  const first = report({ received: 100, lost: 20 });
  expect(after(first, report({ received: 150, lost: 10, asked: 1000 }))).toEqual([
    { seat: 4, packets: 40, missing: 40 },
  ]);
  expect(after(first, report({ received: 150, lost: 10 }))).toEqual([{ seat: 4, packets: 40, missing: 0 }]);
});

it('is told of voices whose seat is known, not of pictures', () => {
  const all = (received: number) =>
    report({ received }, { kind: 'video', mid: '1', received }, { mid: '2', received }, { mid: '9', received });
  expect(after(all(0), all(50)).map(({ seat }) => seat)).toEqual([4, 5]);
});

it('is reported with every fourth look, of the seconds that are kept, in a form that the facility takes', async () => {
  let second = 0;
  const told: unknown[] = [];
  const watch = new LineWatch({
    tiles: () => new Map(),
    // A tenth is asked for again from the tenth second on.
    stats: async () => {
      second += 1;
      return report({ received: 50 * second, asked: 7 * Math.max(0, second - 10) });
    },
    seats: () => SEATS,
    choose: () => undefined,
    most: () => 0,
    seen: () => undefined,
    missing: (voices) => void told.push(LossReport.parse({ type: 'loss', voices }).voices[0]),
  });
  try {
    for (let look = 0; look < 20; look += 1) await watch.look();
    expect(told).toEqual([
      { seat: 4, packets: 150, missing: 0 },
      { seat: 4, packets: 350, missing: 0 },
      { seat: 4, packets: 500, missing: 10 },
      { seat: 4, packets: 500, missing: 30 },
      { seat: 4, packets: 500, missing: 50 },
    ]);
  } finally {
    watch.close();
  }
});

it('has one form and no other', () => {
  const voice = { seat: 4, packets: 500, missing: 50 };
  const takes = (voices: unknown, more = {}) => LossReport.safeParse({ type: 'loss', voices, ...more }).success;
  expect(takes([voice])).toBe(true);
  expect(takes([{ ...voice, missing: 500 }])).toBe(true);
  for (const wrong of [
    { missing: 501 },
    { missing: -1 },
    { missing: 0.5 },
    { missing: Number.NaN },
    { packets: 0 },
    { packets: 1001 },
    { seat: -1 },
    { seat: 64 },
    { name: 'Judge' },
  ])
    expect(takes([{ ...voice, ...wrong }])).toBe(false);
  expect(takes([])).toBe(false);
  expect(takes(Array.from({ length: 65 }, () => voice))).toBe(false);
  expect(takes([voice], { direction: 'up' })).toBe(false);
});
