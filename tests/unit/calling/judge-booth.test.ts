import { BoothPart } from '#protocol';
import { expect, it } from 'vitest';
import { type BoothFacts, judgeBooth } from '../../../libs/calling/src/device-test/judge-booth.js';

const good: BoothFacts = {
  fit: [{ part: 'keys', fits: true }],
  line: { roundTrip: 12, up: 9000, down: 9000 },
  pictures: true,
  loudest: 0.0004,
  heard: true,
};
const LINE = { roundTrip: 12, up: 9000, down: 9000 };
const CASES: Readonly<Record<BoothPart, Partial<BoothFacts>>> = {
  camera: { pictures: false },
  microphone: { loudest: 0 },
  speaker: { heard: false },
  'line-out': { line: { ...LINE, up: 399 } },
  'line-in': { line: { ...LINE, down: 399 } },
  browser: { fit: [...good.fit, { part: 'vp9', fits: false }] },
};

it('a booth that does all of it has no fault (control), a quiet room included', () => {
  expect(judgeBooth(good)).toEqual([]);
  expect(judgeBooth({ ...good, loudest: 2 ** -15, line: { roundTrip: 400, up: 400, down: 400 } })).toEqual([]);
});

it.each(BoothPart.options)('finds %s, and nothing else', (part) => {
  expect(judgeBooth({ ...good, ...CASES[part] })).toEqual([part]);
});

it('what was said and not heard back is the microphone’s fault, however loud', () => {
  expect(judgeBooth({ ...good, heardMyself: true })).toEqual([]);
  expect(judgeBooth({ ...good, heardMyself: false })).toEqual(['microphone']);
});

it('a line that does not answer, or too late, carries nothing either way', () => {
  expect(judgeBooth({ ...good, line: undefined })).toEqual(['line-out', 'line-in']);
  expect(judgeBooth({ ...good, line: { ...LINE, roundTrip: 401 } })).toEqual(['line-out', 'line-in']);
});

it('all of them at once, in one order', () => {
  const nothing = { fit: [{ part: 'keys' as const, fits: false }], line: undefined, pictures: false, loudest: 0 };
  expect(judgeBooth({ ...nothing, heard: false })).toEqual(BoothPart.options);
});
