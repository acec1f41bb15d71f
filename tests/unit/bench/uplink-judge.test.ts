import { describe, expect, it } from 'vitest';
import { heardSeconds } from '../../bench/uplink/heard-seconds.js';
import { judge } from '../../bench/uplink/judge.js';
import type { Measured } from '../../bench/uplink/measure.js';
import { medianRun } from '../../bench/uplink/median-run.js';
import type { Look } from '../../bench/uplink/page/main.js';
import { SCENARIOS } from '../../lab/scenarios/index.js';

const START: Look = {
  samples: 0,
  concealed: 0,
  silent: 0,
  bufferDelay: 0,
  bufferEmitted: 0,
  pictureBytes: 0,
  pictures: 0,
};

/** A look after each of these seconds: samples concealed in it, and of them silent. */
function looksOf(seconds: readonly (readonly [number, number])[]): Look[] {
  const looks = [START];
  for (const [concealed, silent] of seconds) {
    const { samples, ...before } = looks.at(-1) as Look;
    looks.push({
      ...before,
      samples: samples + 48_000,
      concealed: before.concealed + concealed,
      silent: before.silent + silent,
      bufferDelay: before.bufferDelay + 48_000 * 0.04,
      bufferEmitted: before.bufferEmitted + 48_000,
      pictureBytes: before.pictureBytes + 12_500,
      pictures: before.pictures + 15,
    });
  }
  return looks;
}

describe('seconds that were heard', () => {
  it('are severely concealed above 50 ms, and concealed above nothing', () => {
    const heard = heardSeconds(
      looksOf([
        [0, 0],
        [2400, 0],
        [2401, 0],
        [480, 480],
      ]),
    );
    expect(heard).toMatchObject({ severe: 1, concealed: 3, seconds: 4, picture: 100, pictures: 15 });
    expect(heard.buffer).toBeCloseTo(40);
    expect(heard.audible).toBeCloseTo(4801 / 192_000);
  });

  it('count as concealed as a whole when nothing was played', () => {
    const [first, second] = looksOf([[0, 0]]) as [Look, Look];
    expect(heardSeconds([first, second, second])).toMatchObject({ severe: 1, concealed: 1, seconds: 2 });
  });
});

const WAY = { sent: 100, came: 100, p50: 1, p95: 2, p99: 3, bytes: 0 };
const GOOD: Measured = {
  up: heardSeconds(looksOf(Array.from({ length: 20 }, () => [0, 0] as const))),
  down: heardSeconds(looksOf(Array.from({ length: 20 }, () => [0, 0] as const))),
  line: { up: WAY, down: WAY },
  bulk: 1500,
  left: 1800,
  changes: [40],
};
const BAD = heardSeconds(looksOf(Array.from({ length: 20 }, (_, at) => [at === 0 ? 9600 : 0, 0] as const)));
const scenario = (name: string) => SCENARIOS.find((one) => one.name === name)!;
const missed = (name: string, measured: Measured) =>
  judge(scenario(name), measured)
    .filter(({ met }) => !met)
    .map(({ bar, value }) => [bar, value]);

describe('the bars', () => {
  it('are met by sound that is whole', () => {
    for (const name of ['thin-line', 'bufferbloat', 'lossy-20-up', 'changing-plan'])
      expect(missed(name, GOOD), name).toEqual([]);
  });

  it.each([
    [
      'a severe second in either way, reckoned up to 60',
      'bufferbloat',
      { down: BAD },
      'severe seconds of 60 at most 0',
      3,
    ],
    ['a buffer that waits', 'bufferbloat', { up: { ...GOOD.up, buffer: 61 } }, 'buffer ms at most 60', 61],
    ['downloads that starve', 'thin-line', { bulk: 900 }, 'bulk of what is left at least 0.7', 0.5],
    [
      'a packet lost in a change',
      'changing-plan',
      { line: { up: { ...WAY, came: 99 }, down: WAY } },
      'lost packets of sound at most 0',
      1,
    ],
    ['a slow change', 'changing-plan', { changes: [20, 1200] }, 'change ms at most 1000', 1200],
    [
      'what is heard to be missing',
      'lossy-20-down',
      { down: { ...GOOD.down, audible: 0.02 } },
      'audible concealment at most 0.01',
      0.02,
    ],
  ])('are missed by %s', (_, name, other, bar, value) => {
    expect(missed(name, { ...GOOD, ...other })).toEqual([[bar, value]]);
  });

  it('are of the worst booth, and missed where no booth was heard', () => {
    const booth = { sent: 1000, heard: 1000, p50: 1, p95: 1, p99: 1, longest: 1, severe: 0, concealed: 0 };
    expect(missed('rush-hour', { ...GOOD, booths: { up: booth, down: booth } })).toEqual([]);
    const broken = { ...booth, severe: 2 };
    expect(missed('rush-hour', { ...GOOD, booths: { up: booth, down: broken } })).toHaveLength(1);
    expect(missed('rush-hour', GOOD)).toHaveLength(1);
  });
});

it('of three runs the one in the middle counts, by what was heard and not by its place', () => {
  const worse = { ...GOOD, down: BAD };
  const worst = { ...GOOD, down: BAD, up: BAD };
  expect(medianRun([worst, GOOD, worse])).toBe(worse);
  expect(medianRun([GOOD, worst, GOOD])).toBe(GOOD);
});
