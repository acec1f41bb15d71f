import { type BoothSlot, LineCheck } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { Alternatives } from '../ui/Alternatives.js';
import { Button } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';
import { FIELDS, missingFields, type TypedBooking, wishOf } from './booking-fields.js';

interface LineAdviceProps {
  typed: TypedBooking;
  zone: string;
  /** The booking that is changed. */
  booking: string | undefined;
  onChoose: (slot: BoothSlot) => void;
  /** It is booked without pictures. */
  onSoundOnly: () => void;
}

const TIGHT = {
  'sound-only': [m.line_sound_only, m.line_sound_only_words],
  'another-time': [m.line_another_time, m.line_another_time_words],
} as const;

/** Whether the line will carry what is typed, once all of it is. Nothing while it is not known: a check stops no booking. */
export function LineAdvice({ typed, zone, booking, onChoose, onSoundOnly }: LineAdviceProps) {
  const { value } = useAnswer(
    async () => {
      if (missingFields(typed).length > 0) return undefined;
      const wish = { wish: wishOf(typed, zone), ...(booking !== undefined && { booking }) };
      return ask(LineCheck, 'POST', '/api/desk/line/check', wish);
    },
    0,
    FIELDS.map((name) => typed[name]),
  );
  if (value === undefined || value.answer === 'unknown') return null;
  const { answer, slots } = value;
  if (answer === 'fits' || answer === 'smaller') {
    return (
      <p class="small" role="status">
        <span aria-hidden="true">✓ </span>
        {typed.soundOnly === 'yes' ? m.line_fits_sound() : answer === 'fits' ? m.line_fits() : m.line_smaller()}
      </p>
    );
  }
  const [title, words] = TIGHT[answer];
  return (
    <Notice kind="caution" title={title()} role="status">
      <p>{words()}</p>
      {answer === 'sound-only' && <Button onPress={onSoundOnly}>{m.sound_only_book()}</Button>}
      <Alternatives slots={slots} zone={zone} onChoose={onChoose} />
    </Notice>
  );
}
