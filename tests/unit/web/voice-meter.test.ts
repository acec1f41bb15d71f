import { describe, expect, it } from 'vitest';
import { LineWatch } from '../../../apps/web/court/media/line-watch.js';
import { lookAgain, type StreamLooks } from '../../../apps/web/court/media/stream-looks.js';
import { VoiceMeter } from '../../../apps/web/court/media/voice-meter.js';

/** A voice after so many seconds: a tenth of full scale (−20 dBov), 60 ms of buffer, `broken` of it concealed. */
const voice = (seconds: number, { broken = 0, silent = 0, held = 0.06, loud = 0.1 } = {}) => ({
  type: 'inbound-rtp',
  kind: 'audio',
  mid: '0',
  totalAudioEnergy: loud ** 2 * seconds,
  totalSamplesDuration: seconds,
  totalSamplesReceived: 48_000 * seconds,
  concealedSamples: 48_000 * seconds * (broken + silent),
  silentConcealedSamples: 48_000 * seconds * silent,
  jitterBufferDelay: held * 48_000 * seconds,
  jitterBufferEmittedCount: 48_000 * seconds,
});
/** A face after so many seconds at 25 frames a second, each of which was held back for `held` seconds. */
const face = (seconds: number, held: number) => ({
  type: 'inbound-rtp',
  kind: 'video',
  mid: '1',
  framesDecoded: 25 * seconds,
  totalProcessingDelay: 25 * seconds * held,
});
const report = (...streams: object[]) => new Map<string, unknown>(streams.map((one, at) => [String(at), one]));
const SEATS = new Map([
  ['0', 4],
  ['1', 4],
]);

/** A meter that looks at reports. */
class Meter extends VoiceMeter {
  #streams: ReadonlyMap<string, StreamLooks> = new Map();

  look(of: ReadonlyMap<string, unknown>, seats = SEATS): void {
    this.#streams = lookAgain(this.#streams, of);
    this.add(this.#streams.values(), seats);
  }
}

describe('what is measured of a voice', () => {
  it('loudness, what is missing and what it waits, over ten seconds at most', () => {
    const meter = new Meter();
    meter.look(report(voice(1)));
    expect(meter.measured(4)).toBeUndefined();
    for (let second = 2; second <= 30; second += 1) meter.look(report(voice(second, { broken: 0.25 })));
    expect(meter.measured(4)).toEqual({ seconds: 10, level: -20, concealed: 25, buffer: 60 });
  });

  it('silence is -127, and what is concealed of it is not missed', () => {
    const meter = new Meter();
    for (const second of [1, 2, 3]) meter.look(report(voice(second, { loud: 0, silent: 0.5 })));
    expect(meter.measured(4)).toMatchObject({ level: -127, concealed: 0 });
  });

  it('nothing played is all of it missing; a connection made anew is measured anew', () => {
    const meter = new Meter();
    for (const _ of [1, 2]) meter.look(report(voice(5)));
    expect(meter.measured(4)).toMatchObject({ level: -127, concealed: 100 });
    meter.look(report(voice(1)));
    expect(meter.measured(4)).toBeUndefined();
    meter.look(report(voice(2)));
    expect(meter.measured(4)).toMatchObject({ seconds: 1, concealed: 0 });
    meter.look(report());
    expect(meter.measured(4)).toBeUndefined();
  });
});

describe('who speaks', () => {
  it('is who was loud in the last second; who spoke last is remembered, three at most', () => {
    const meter = new Meter();
    const seats = new Map(['0', '1', '2', '3'].map((mid, at) => [mid, at + 4]));
    const energies = [0, 0, 0, 0];
    const look = (second: number, loud: number) => {
      energies.forEach((_, at) => (energies[at]! += at === loud ? 0.01 : 1e-7));
      const voices = energies.map((totalAudioEnergy, at) => ({ ...voice(second), mid: String(at), totalAudioEnergy }));
      meter.look(report(...voices), seats);
      return [[...meter.speaking], [...meter.lastSpeakers]];
    };
    expect(look(1, 0)).toEqual([[], []]);
    expect(look(2, 0)).toEqual([[4], [4]]);
    expect(look(3, 1)).toEqual([[5], [5, 4]]);
    expect(look(4, 9)).toEqual([[], [5, 4]]);
    expect(look(5, 2)).toEqual([[6], [6, 5, 4]]);
    expect(look(6, 3)).toEqual([[7], [7, 6, 5]]);
    expect(look(7, 5)).toEqual([[], [7, 6, 5]]);
  });
});

describe('lips and voice', () => {
  const SOUND = 0.3;
  /** So many looks at a voice that is held back for 300 ms, and leads its picture by so many milliseconds. */
  const led = (lead: number, looks = 5) => {
    const meter = new Meter();
    for (let second = 1; second <= looks; second += 1)
      meter.look(report(voice(second, { held: SOUND }), face(second, SOUND + lead / 1000)));
    return meter;
  };

  it.each([
    [90, false],
    [91, true],
    [-185, false],
    [-186, true],
    [0, false],
  ])('sound that leads by %i ms: apart %s', (lead, apart) => {
    const meter = led(lead);
    expect(meter.skew(4)).toBe(lead);
    expect(meter.apart().has(4)).toBe(apart);
  });

  it('two looks are none; where the camera is off nothing could be apart', () => {
    expect(led(400, 2).apart().size).toBe(0);
    const meter = led(400);
    expect(meter.apart().size).toBe(1);
    for (let second = 6; second <= 10; second += 1)
      meter.look(report(voice(second, { held: SOUND }), face(5, SOUND + 0.4)));
    expect(meter.skew(4)).toBeUndefined();
    meter.look(report(voice(11, { held: SOUND })));
    expect(meter.apart().size).toBe(0);
  });

  it('is told when it changes, and not each second', async () => {
    const told: number[][] = [];
    let second = 0;
    let held = 0;
    let waited = 0;
    const watch = new LineWatch({
      most: () => 2,
      tiles: () => new Map(),
      stats: () => {
        second += 1;
        waited += 25 * held;
        return Promise.resolve(report(voice(second), { ...face(second, 0), totalProcessingDelay: waited }));
      },
      missing: () => undefined,
      seats: () => SEATS,
      choose: () => undefined,
      seen: (line) => void (String(told.at(-1) ?? '') === [...line.apart].join() || told.push([...line.apart])),
    });
    try {
      for (const next of [0.06, 0.36, 0.06]) {
        held = next;
        for (let look = 0; look < 8; look += 1) await watch.look();
      }
      expect(told).toEqual([[4], []]);
      expect(watch.measured(4)).toMatchObject({ seconds: 10, level: -20 });
      expect(watch.measured(5)).toBeUndefined();
    } finally {
      watch.close();
    }
  });
});
