import { expect, test } from 'vitest';
import { checkParts, HearingError, type PartTimes, movedParts } from '#hearing';

const at = (clock: string): Date => new Date(`2026-11-30T${clock}:00.000Z`);
const times = (from: string, to: string) => ({ from: at(from), to: at(to) });
const WHOLE: PartTimes = {
  pre: times('09:15', '09:45'),
  hearing: times('10:00', '11:00'),
  post: times('11:00', '11:20'),
};

const refusal = (parts: PartTimes, waived = false): string => {
  try {
    checkParts(parts, waived);
    return 'fits';
  } catch (error) {
    const { code, field } = error as HearingError;
    return `${code} ${field}`;
  }
};

test('a consultation may end when the hearing begins, and begin when it ends', () => {
  expect(refusal(WHOLE)).toBe('fits');
  expect(refusal({ ...WHOLE, pre: times('09:30', '10:00') })).toBe('fits');
  expect(refusal({ hearing: WHOLE.hearing })).toBe('fits');
});

test('parts do not overlap', () => {
  expect(refusal({ ...WHOLE, pre: times('09:31', '10:01') })).toBe('parts-overlap pre');
  expect(refusal({ ...WHOLE, post: times('10:59', '11:20') })).toBe('parts-overlap post');
});

test('thirty minutes before the hearing, unless counsel waives them', () => {
  const short = { ...WHOLE, pre: times('09:31', '10:00') };
  expect(refusal(short)).toBe('pre-too-short pre');
  expect(refusal(short, true)).toBe('fits');
  expect(refusal({ ...short, pre: times('09:30', '09:30') }, true)).toBe('times-wrong pre');
});

test('parts move together: lengths and distances stay, also when the hearing becomes longer', () => {
  expect(movedParts(WHOLE, times('12:30', '14:00'))).toEqual({
    pre: times('11:45', '12:15'),
    hearing: times('12:30', '14:00'),
    post: times('14:00', '14:20'),
  });
  expect(movedParts({ hearing: WHOLE.hearing }, times('12:30', '14:00'))).toEqual({ hearing: times('12:30', '14:00') });
});
