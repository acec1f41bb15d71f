import { HearingError } from '#hearing';
import { refusing } from '../booking/refusing.js';
import { Refused } from '../hosts/refused.js';

/** As `refusing`, for what is done with a hearing: its rules and its courtroom, too, come out as `Refused`. */
export async function refusingHearing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await refusing(act);
  } catch (error: unknown) {
    if (error instanceof HearingError) throw new Refused(error.code, error.field);
    const taken = (error as { constraint?: string } | undefined)?.constraint === 'hearing_courtroom_free';
    throw taken ? new Refused('courtroom-taken', 'courtroom') : error;
  }
}
