import type { CourtDevice } from '../hearing/court-device.js';
import type { HeldHearing } from './held-hearing.js';
import { seatOf, SEATS, type Who } from './seats.js';

/** Whose names stand in anything that the present device of this person was sent, however it was sent. */
export const namesTold = (held: HeldHearing, to: Who): Who[] =>
  SEATS.filter((one) => one !== to && held.device(to).wire.includes(held.names.get(one)!));

/** Seats of others that this device was told of: as people, in the lobby, on the floor, in a roll, in the minute. */
export function seatsTold(device: CourtDevice, to: Who): Who[] {
  const told = new Set<number | null | undefined>();
  for (const { view } of device.all('view')) {
    for (const { seat } of view.people) told.add(seat);
    for (const { seat, sameAddress, protectedFrom } of view.lobby ?? [])
      for (const one of [seat, ...sameAddress, ...protectedFrom]) told.add(one);
    for (const { listener, speaker } of view.roll ?? []) told.add(listener).add(speaker);
    told.add(view.floor);
  }
  for (const { seat, by } of device.minute) told.add(seat).add(by);
  return SEATS.filter((one) => one !== to && told.has(seatOf(one)));
}
