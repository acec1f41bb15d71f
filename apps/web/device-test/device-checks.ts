import type { BrowserFit } from '#calling';
import { lineFits, type LineFigures } from '#protocol';

export type CheckName = 'browser' | 'network' | 'camera' | 'microphone' | 'speaker';
/** `ask`: a person must say what was heard. */
export type CheckState = 'not-yet' | 'working' | 'ask' | 'good' | 'failed';

/** What is known of this device so far. */
export interface DeviceFacts {
  readonly fit: readonly BrowserFit[] | undefined;
  /** `none`: no answer. */
  readonly line: LineFigures | 'none' | undefined;
  /** Capture runs; `refused`: it could not begin. */
  readonly capture: 'not-yet' | 'runs' | 'refused';
  /** Pictures have come from the camera. */
  readonly picture: boolean;
  readonly heardMyself: boolean | undefined;
  readonly heardTone: boolean | undefined;
}

export const NOTHING_KNOWN: DeviceFacts = {
  fit: undefined,
  line: undefined,
  capture: 'not-yet',
  picture: false,
  heardMyself: undefined,
  heardTone: undefined,
};

const answered = (heard: boolean | undefined): CheckState => (heard === undefined ? 'ask' : heard ? 'good' : 'failed');

/** The state of each check follows from the facts alone. */
export function checkStates(facts: DeviceFacts): Readonly<Record<CheckName, CheckState>> {
  const { fit, line, capture, picture } = facts;
  const begun = capture !== 'not-yet';
  const asked = (heard: boolean | undefined): CheckState =>
    !begun ? 'not-yet' : capture === 'refused' ? 'failed' : answered(heard);
  return {
    browser: !fit ? 'working' : fit.every(({ fits }) => fits) ? 'good' : 'failed',
    network: !line ? (begun ? 'working' : 'not-yet') : line !== 'none' && lineFits(line) ? 'good' : 'failed',
    camera: !begun ? 'not-yet' : capture === 'refused' ? 'failed' : picture ? 'good' : 'working',
    microphone: asked(facts.heardMyself),
    speaker: begun ? answered(facts.heardTone) : 'not-yet',
  };
}
