import {
  levelOf,
  type PageSample,
  type PageState,
  pageStep,
  planeStep,
  type PlaneCounters,
  type PlaneState,
} from '#audibility';
import { describe, expect, it } from 'vitest';

type Heard = NonNullable<ReturnType<PageSample['heard']['get']>>;

/** What a page counts after so many whole seconds of speech. */
const counted = (seconds: number): Heard => ({
  packetsReceived: 50 * seconds,
  totalSamplesReceived: 48_000 * seconds,
  concealedSamples: 480 * seconds,
  silentConcealedSamples: 96 * seconds,
  jitterBufferDelay: 0.04 * 47_520 * seconds,
  jitterBufferEmittedCount: 47_520 * seconds,
  totalAudioEnergy: 0.001 * seconds,
  totalSamplesDuration: seconds,
  element: 'on',
});
const sample = (seconds: number, changed: Partial<PageSample> = {}): PageSample => ({
  seq: seconds,
  at: seconds * 1000,
  source: { totalAudioEnergy: 0.0001 * seconds, totalSamplesDuration: seconds },
  roundTrip: 0.042,
  output: 'there',
  playout: seconds,
  heard: new Map([[3, counted(seconds)]]),
  ...changed,
});
const speaker = (seconds: number, changed: Partial<Heard> = {}) => ({
  heard: new Map([[3, { ...counted(seconds), ...changed }]]),
});
const START: PageState = { sample: sample(10), offset: 5000 };
const after = (now: PageSample, receivedAt = 16_000, before = START) => pageStep(before, now, receivedAt);
const flawOf = (step: ReturnType<typeof pageStep>) => ('flaw' in step ? step.flaw : undefined);
const heardOf = (step: ReturnType<typeof pageStep>) => ('heard' in step ? step.heard.get(3) : step.flaw);

describe('the second between two looks of a page', () => {
  it('is what its counters grew by', () => {
    const step = after(sample(11));
    expect(step).toMatchObject({
      moment: 16_000,
      page: { level: -40, rtt: 42, output: 'there', playout: 1000 },
    });
    expect(heardOf(step)).toEqual({
      ...{ received: 50, played: 1000, concealed: 10, silent: 2 },
      ...{ buffer: 40, level: -30, element: 'on' },
    });
  });

  it('has nulls for what is not captured, not counted or did not come out', () => {
    const step = after(
      sample(11, {
        source: null,
        playout: null,
        roundTrip: null,
        ...speaker(11, { jitterBufferEmittedCount: 475_200 }),
      }),
    );
    expect(step).toMatchObject({ page: { level: null, rtt: null, playout: null } });
    expect(heardOf(step)).toMatchObject({ buffer: null });
  });

  it.each<[string, PageSample, number?]>([
    ['repeated', sample(10)],
    ['repeated', sample(9)],
    ['repeated', sample(11, { at: 10_000 })],
    ['repeated', sample(11, { seq: 10 })],
    ['gap', sample(12), 17_000],
    ['clock', sample(11, { at: 10_499 }), 15_499],
    ['clock', sample(11, { at: 11_501 }), 16_501],
    // It claims a second of which ours lasted half; and it is of long ago.
    ['clock', sample(11), 15_700],
    ['clock', sample(11), 26_001],
    ['reset', sample(11, { source: { totalAudioEnergy: 0, totalSamplesDuration: 0 } })],
    ['reset', sample(11, { playout: 0.5 })],
  ])('is none, but %s', (flaw, now, receivedAt) => {
    expect(flawOf(after(now, receivedAt))).toBe(flaw);
  });

  it('is none at the first look', () => {
    expect(flawOf(pageStep(undefined, sample(0), 5000))).toBe('gap');
  });

  it('keeps its moment when its report is late, and the next one is not early', () => {
    const late = after(sample(11), 19_000);
    expect(late).toMatchObject({ moment: 16_000, state: { offset: 5000 } });
    expect(after(sample(12), 19_010, late.state)).toMatchObject({ moment: 17_000, page: {} });
  });

  it('goes on after its device slept, though its clock stood still meanwhile', () => {
    const slept = after(sample(11), 76_000);
    expect(flawOf(slept)).toBe('clock');
    expect(after(sample(12), 77_000, slept.state)).toMatchObject({ moment: 77_000, page: {} });
  });

  it('goes on after what came twice as if it had not', () => {
    const twice = after(sample(10));
    expect(after(sample(11), 16_000, twice.state)).toMatchObject({ page: {} });
  });

  it('of a speaker is reset where a counter decreased or began, and repeated where nothing moved', () => {
    expect(heardOf(after(sample(11, { heard: new Map([[3, counted(2)]]) })))).toBe('reset');
    expect(heardOf(after(sample(11, speaker(11, { concealedSamples: 4799 }))))).toBe('reset');
    expect(heardOf(after(sample(11), 16_000, { ...START, sample: sample(10, { heard: new Map() }) }))).toBe('reset');
    expect(heardOf(after(sample(11, speaker(10))))).toBe('repeated');
    // Nothing ever came: there is nothing that could have moved.
    const never = speaker(0);
    const before = { ...START, sample: sample(10, never) };
    expect(heardOf(after(sample(11, never), 16_000, before))).toMatchObject({ received: 0, played: 0 });
  });

  it('does not wrap at 2^32, and invented figures stay impossible and in bounds', () => {
    const at = 2 ** 32 - 10;
    const before = { ...START, sample: sample(10, speaker(10, { packetsReceived: at })) };
    expect(heardOf(after(sample(11, speaker(11, { packetsReceived: 40 })), 16_000, before))).toBe('reset');
    expect(heardOf(after(sample(11, speaker(11, { packetsReceived: at + 50 })), 16_000, before))).toMatchObject({
      received: 50,
    });
    expect(heardOf(after(sample(11, speaker(11, { totalSamplesReceived: 1e15 }))))).toMatchObject({ played: 60_000 });
  });
});

it('levels are dBov', () => {
  expect([levelOf(1, 1), levelOf(0.001, 1), levelOf(0, 1), levelOf(1, 0), levelOf(5, 1)]).toEqual([
    0, -30, -127, -127, 0,
  ]);
  expect(Object.is(levelOf(1, 1), 0)).toBe(true);
});

describe('the second between two looks at the plane', () => {
  const run = (looks: readonly PlaneCounters[]) => {
    let state: PlaneState | undefined;
    return looks.map((counters) => {
      const step = planeStep(state, counters);
      state = step.state;
      return step.second;
    });
  };

  it('is what was forwarded; none at first, none where the counter was reset', () => {
    expect(run([0, 50, 100, 100, 20, 70].map((forwarded) => ({ forwarded })))).toEqual([
      undefined,
      ...[50, 50, 0].map((forwarded) => ({ forwarded })),
      undefined,
      { forwarded: 50 },
    ]);
  });

  const reported = (received: number, lost: number) => ({ forwarded: 0, report: { received, lost } });

  it('has a receiver report when one came, with the seconds since the last one', () => {
    const looks = [reported(0, 0), reported(0, 0), reported(90, 10), reported(90, 10), reported(140, 8)];
    expect(run(looks).map((second) => second?.report)).toEqual([
      ...[undefined, undefined],
      { over: 2, received: 90, lost: 10 },
      undefined,
      // What was sent again has come: fewer are lost than before.
      { over: 2, received: 50, lost: 0 },
    ]);
  });

  it('has none that was reset, is too old, or that the plane cannot tell', () => {
    expect(run([reported(90, 0), reported(20, 0)]).at(-1)).toEqual({ forwarded: 0 });
    expect(run([...Array(11).fill(reported(0, 0)), reported(90, 0)]).at(-1)).toEqual({ forwarded: 0 });
    expect(run([...Array(10).fill(reported(0, 0)), reported(90, 0)]).at(-1)).toHaveProperty('report.over', 10);
    expect(run([{ forwarded: 0 }, reported(90, 0), reported(90, 0)]).at(-1)).toEqual({ forwarded: 0 });
  });
});
