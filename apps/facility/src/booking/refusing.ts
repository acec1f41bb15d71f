import { BookingError, clashOf } from '#booking';
import type { RefusalCode } from '#protocol';
import { Refused } from '../hosts/refused.js';

/** Runs it; what the rules or the database's constraints refuse comes out as `Refused`, anything else as it is. */
export const refusing = async <T>(act: () => Promise<T>, told: (code: RefusalCode) => void = () => {}): Promise<T> => {
  try {
    return await againAfterDeadlock(act);
  } catch (error) {
    if (error instanceof BookingError) throw new Refused(error.code, error.field);
    const clash = clashOf((error as { constraint?: string } | undefined)?.constraint);
    if (clash !== undefined) {
      told(clash.code);
      throw new Refused(clash.code, clash.field);
    }
    throw error;
  }
};

const DEADLOCK = '40P01';
const TRIES = 20;

/**
 * Two inserts that exclude each other may each wait for the other's row; PostgreSQL then ends one of them, which
 * changed nothing and meets the winner's row when it is run again.
 */
async function againAfterDeadlock<T>(act: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (left === 0 || (error as { code?: string } | undefined)?.code !== DEADLOCK) throw error;
    }
  }
}
