import type { BookingWish, BoothSlot, DeskBooking, RefusalCode } from '#protocol';
import { ApiFailure } from '../api/call-api.js';
import { clock, clockTime, dayOf, instantOf } from '../text/moments.js';

export const FIELDS = ['detainee', 'attorney', 'booth', 'date', 'from', 'to'] as const;
export type FieldName = (typeof FIELDS)[number];
/** What a person typed or chose; `attorney` is the account id, times are of the facility's zone. */
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
  'times-wrong': 'to',
};

/** The field that a refusal concerns, if any. */
export const concerned = ({ field, code }: ApiFailure): FieldName | undefined =>
  FIELDS.find((name) => name === field) ?? FIELD_OF[code];

export const slotTyped = (
  { booth, from, to }: BoothSlot,
  zone: string,
): Omit<TypedBooking, 'detainee' | 'attorney'> => ({
  booth,
  date: dayOf(from, zone),
  from: clock(from, zone),
  to: clock(to, zone),
});

export const bookingTyped = (booking: DeskBooking, zone: string): TypedBooking => ({
  detainee: booking.detainee,
  attorney: booking.attorney.id,
  ...slotTyped(booking, zone),
});

/** Throws ApiFailure `times-wrong` when the times are none or the wrong way round. */
export function wishOf(typed: TypedBooking, zone: string): BookingWish {
  const from = instantOf(typed.date, clockTime(typed.from), zone);
  const to = instantOf(typed.date, clockTime(typed.to), zone);
  if (!from || !to || from >= to) throw new ApiFailure('times-wrong');
  return { booth: typed.booth, detainee: typed.detainee.trim(), attorney: typed.attorney, from, to };
}

/** Fields that are other than before, times compared as times: `9:30` is `09:30`. */
export function changedFields(before: TypedBooking, typed: TypedBooking): FieldName[] {
  const plain = (name: FieldName, value: string) =>
    name === 'from' || name === 'to' ? clockTime(value) : value.trim();
  return FIELDS.filter((name) => plain(name, typed[name]) !== before[name]);
}
