import { BookingError, clashOf } from '#booking';
import type { RefusalCode } from '#protocol';
import { Refused } from '../hosts/refused.js';

/** Runs it; what the rules or the database's constraints refuse comes out as `Refused`, anything else as it is. */
export const refusing = async <T>(act: () => Promise<T>, told: (code: RefusalCode) => void = () => {}): Promise<T> => {
  try {
    return await act();
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
