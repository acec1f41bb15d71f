import { describe, expect, it } from 'vitest';
import { judgeGrowth, type Series, windowsOf } from '../../bench/soak/judge-growth.js';

const MINUTE = 60_000;
const { first, last } = windowsOf(120);

/** One value every five seconds for two hours. */
const series = (value: (minute: number) => number): Series => ({
  name: 'rooms',
  unit: '',
  values: Array.from({ length: 24 * 60 }, (_, n) => ({ at: n * 5_000, value: value(n / 12) })),
});

describe('judgeGrowth', () => {
  it('compares ten minutes after half an hour of running in with the last ten', () => {
    expect([first, last]).toEqual([
      [30 * MINUTE, 40 * MINUTE],
      [110 * MINUTE, 120 * MINUTE],
    ]);
    expect(windowsOf(10).first).toEqual([2.5 * MINUTE, 5 * MINUTE]);
  });

  it('what goes up and down, or grew while it ran in, has not grown', () => {
    expect(
      judgeGrowth(
        series((minute) => 12 + Math.round(Math.sin(minute))),
        first,
        last,
      ).ok,
    ).toBe(true);
    expect(
      judgeGrowth(
        series((minute) => Math.min(minute, 25) * 100),
        first,
        last,
      ),
    ).toMatchObject({ growth: 0, ok: true });
  });

  it('one room left behind in each session is growth (control)', () => {
    const judged = judgeGrowth(
      series((minute) => 12 + Math.floor((minute * 12) / 5)),
      first,
      last,
    );
    expect(judged.ok).toBe(false);
    expect(judged.growth).toBeGreaterThan(1.5);
  });

  it('a heap that is collected now and then has not grown; one whose floor rises has (control)', () => {
    const heap = (floor: (minute: number) => number) => series((minute) => floor(minute) + (minute % 3) * 5);
    expect(
      judgeGrowth(
        heap(() => 100),
        first,
        last,
      ),
    ).toMatchObject({ growth: expect.closeTo(0, 2), ok: true });
    expect(
      judgeGrowth(
        heap((minute) => 100 + minute / 10),
        first,
        last,
      ).ok,
    ).toBe(false);
  });

  it('six per cent are too many, four are not', () => {
    expect(
      judgeGrowth(
        series((minute) => (minute < 60 ? 100 : 106)),
        first,
        last,
      ).ok,
    ).toBe(false);
    expect(
      judgeGrowth(
        series((minute) => (minute < 60 ? 100 : 104)),
        first,
        last,
      ).ok,
    ).toBe(true);
  });

  it('nothing counted shows nothing; none before and one after is growth', () => {
    expect(judgeGrowth({ name: 'rooms', unit: '', values: [] }, first, last).ok).toBe(false);
    expect(
      judgeGrowth(
        series((minute) => (minute < 60 ? 0 : 1)),
        first,
        last,
      ).ok,
    ).toBe(false);
    expect(
      judgeGrowth(
        series(() => 0),
        first,
        last,
      ).ok,
    ).toBe(true);
  });
});
