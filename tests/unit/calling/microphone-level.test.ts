import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MicrophoneLevel } from '../../../libs/calling/src/device-test/microphone-level.js';

/** Every graph of sounds that was begun, and whether it goes on. */
let graphs: { open: boolean }[];

beforeEach(() => {
  vi.useFakeTimers();
  graphs = [];
  const made = class {
    readonly #graph = { open: true };
    constructor() {
      graphs.push(this.#graph);
    }
    createAnalyser() {
      return { fftSize: 0, getFloatTimeDomainData: (samples: Float32Array) => void samples.fill(0.5) };
    }
    createMediaStreamSource() {
      return { connect: () => undefined };
    }
    close() {
      this.#graph.open = false;
      return Promise.resolve();
    }
  };
  vi.stubGlobal('AudioContext', made);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('measures while somebody looks, rests when nobody does, and begins again with the next look', () => {
  const level = new MicrophoneLevel({} as MediaStream);
  expect(graphs).toEqual([]);
  for (let look = 0; look < 20; look += 1) {
    expect(level.now()).toBeCloseTo(0.5);
    vi.advanceTimersByTime(1_900);
  }
  expect(graphs).toEqual([{ open: true }]);
  vi.advanceTimersByTime(100);
  expect(graphs).toEqual([{ open: false }]);
  expect(level.now()).toBeCloseTo(0.5);
  expect(graphs).toEqual([{ open: false }, { open: true }]);
  level.end();
  expect(graphs.map(({ open }) => open)).toEqual([false, false]);
});
