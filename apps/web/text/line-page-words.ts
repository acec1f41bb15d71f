import type { LineClass, LineDirection, LineStepCode, LineTestState } from '#protocol';
import { m } from '../generated/texts/messages.js';

const CLASSES: Readonly<Record<LineClass, () => string>> = {
  'hearing-audio': m['line_class_hearing-audio'],
  'booth-audio': m['line_class_booth-audio'],
  signalling: m.line_class_signalling,
  'hearing-video': m['line_class_hearing-video'],
  'booth-video': m['line_class_booth-video'],
  other: m.line_class_other,
  bulk: m.line_class_bulk,
};

const STEPS: Readonly<Record<LineStepCode, () => string>> = {
  'viewers-without-video': m['line_step_viewers-without-video'],
  'booth-video-small': m['line_step_booth-video-small'],
  'hearing-without-high-layer': m['line_step_hearing-without-high-layer'],
  'booth-video-off': m['line_step_booth-video-off'],
  'hearing-video-small': m['line_step_hearing-video-small'],
  'speaker-only': m['line_step_speaker-only'],
  'video-has-the-rest': m['line_step_video-has-the-rest'],
  'sound-at-lower-rate': m['line_step_sound-at-lower-rate'],
  'sound-does-not-fit': m['line_step_sound-does-not-fit'],
};

const WHY_NOT: Readonly<Record<NonNullable<LineTestState['whyNot']>, () => string>> = {
  'no-far-end': m['line_test_no-far-end'],
  runs: m.line_test_running,
  hearing: m.line_test_hearing,
  'hearing-soon': m['line_test_hearing-soon'],
  booth: m.line_test_booth,
  'just-now': m['line_test_just-now'],
};

export const lineTestWhyNotWords = (why: NonNullable<LineTestState['whyNot']>): string => WHY_NOT[why]();
export const lineClassWords = (name: LineClass): string => CLASSES[name]();
export const lineStepWords = (code: LineStepCode): string => STEPS[code]();
export const directionWords = (direction: LineDirection | undefined): string =>
  direction === undefined ? m.line_both() : direction === 'up' ? m.line_up() : m.line_down();
