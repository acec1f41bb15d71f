import type { BookingWish, BoothSlot, DeskBooking, RefusalCode } from '#protocol';
import { ApiFailure } from '../api/call-api.js';
import { clock, clockTime, dayOf, instantOf } from '../text/moments.js';

export const FIELDS = [
  'detainee',
  'attorney',
  'coCounsel',
  'interpreter',
  'booth',
  'date',
  'from',
  'to',
  'soundOnly',
] as const;
export type FieldName = (typeof FIELDS)[number];
/** Who takes part beside the attorney: nobody, if nobody is chosen; with pictures, if nothing else is said. */
const MAY_BE_EMPTY: readonly FieldName[] = ['coCounsel', 'interpreter', 'soundOnly'];
/** What a person typed or chose; people from outside are account ids, times are of the facility's zone; `soundOnly`: `yes` or nothing. */
export type TypedBooking = Record<FieldName, string>;

const FIELD_OF: Partial<Record<RefusalCode | 'unreachable', FieldName>> = {
  'booth-taken': 'booth',
  'booth-unknown': 'booth',
  'booth-closed': 'booth',
  'booth-blocked': 'booth',
  'detainee-taken': 'detainee',
  'detainee-unknown': 'detainee',
  'must-not-meet': 'detainee',
  'not-here': 'detainee',
  'attorney-taken': 'attorney',
  'attorney-unknown': 'attorney',
  'no-tie': 'attorney',
  'interpreter-unknown': 'interpreter',
  'times-wrong': 'to',
};

/** The field that a refusal concerns, if any. */
export const concerned = ({ field, code }: ApiFailure): FieldName | undefined =>
  FIELDS.find((name) => name === field) ?? FIELD_OF[code];

/** Fields that cannot be left out and are. */
export const missingFields = (typed: TypedBooking): FieldName[] =>
  FIELDS.filter((name) => typed[name].trim() === '' && !MAY_BE_EMPTY.includes(name));

export const slotTyped = (
  { booth, from, to }: BoothSlot,
  zone: string,
): Pick<TypedBooking, 'booth' | 'date' | 'from' | 'to'> => ({
  booth,
  date: dayOf(from, zone),
  from: clock(from, zone),
  to: clock(to, zone),
});

export const bookingTyped = (booking: DeskBooking, zone: string): TypedBooking => ({
  detainee: booking.detainee,
  attorney: booking.attorney.id,
  coCounsel: booking.coCounsel?.id ?? '',
  interpreter: booking.interpreter?.id ?? '',
  soundOnly: booking.soundOnly ? 'yes' : '',
  ...slotTyped(booking, zone),
});

/** Throws ApiFailure `times-wrong` when the times are none or the wrong way round. */
export function wishOf(typed: TypedBooking, zone: string): BookingWish {
  const from = instantOf(typed.date, clockTime(typed.from), zone);
  const to = instantOf(typed.date, clockTime(typed.to), zone);
  if (!from || !to || from >= to) throw new ApiFailure('times-wrong');
  const { booth, attorney } = typed;
  const [coCounsel, interpreter] = [typed.coCounsel || null, typed.interpreter || null];
  return {
    booth,
    detainee: typed.detainee.trim(),
    attorney,
    coCounsel,
    interpreter,
    from,
    to,
    soundOnly: typed.soundOnly === 'yes',
  };
}

/** Fields that are other than before, times compared as times: `9:30` is `09:30`. */
export function changedFields(before: TypedBooking, typed: TypedBooking): FieldName[] {
  const plain = (name: FieldName, value: string) =>
    name === 'from' || name === 'to' ? clockTime(value) : value.trim();
  return FIELDS.filter((name) => plain(name, typed[name]) !== before[name]);
}
