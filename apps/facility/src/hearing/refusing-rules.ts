import { HearingError } from '#hearing';
import { Refused } from '../hosts/refused.js';

/** Runs it; what the rules of hearings refuse comes out as `Refused`, anything else as it is. */
export function refusingRules<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof HearingError) throw new Refused(error.code, error.field);
    throw error;
  }
}
