import type { Me } from '#protocol';
import '../styles/court.css';
import type { SealedWordProps } from '../call/SealedWord.js';
import { FreshWord } from './FreshWord.js';
import { Attendance, type AttendanceProps } from './Attendance.js';

export type PartyCourtProps = Omit<SealedWordProps, 'onEnd'> & {
  facility: Me['facility'];
  leave: NonNullable<AttendanceProps['leave']>;
  onOver?: () => void;
};

/** A hearing at the device of a booth booking, from which its two parties can have a sealed word. */
export function PartyCourt({ facility, leave, onOver, ...word }: PartyCourtProps) {
  return (
    <Attendance
      facility={facility}
      enter={async () => ({ type: 'enter-party', booking: word.booking.id })}
      leave={leave}
      onOver={onOver}
      word={(onEnd) => <FreshWord {...word} onEnd={onEnd} />}
    />
  );
}
