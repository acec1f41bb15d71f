import type { CompletionCode, KioskRequestTaken, PartyBooking, RefusalCode } from '#protocol';

/** What stands on the kiosk outside a call. `booking` comes from the slip code and goes with the screen. */
export type KioskScreen =
  | { name: 'idle' }
  | { name: 'language' }
  | { name: 'code' }
  | { name: 'lawyer' }
  | { name: 'lawyer-asked'; taken: KioskRequestTaken['taken'] }
  /** Before the first session of a day the booth looks at itself. */
  | { name: 'check'; booking: PartyBooking }
  /** A device test that an operator asked for. */
  | { name: 'test' }
  | { name: 'seal'; booking: PartyBooking }
  | { name: 'call'; booking: PartyBooking }
  /** In court, from the facility's room. */
  | { name: 'court'; booking: PartyBooking }
  | { name: 'court-over'; booking: PartyBooking }
  | { name: 'ended'; booking: PartyBooking; code: CompletionCode | RefusalCode };

export type KioskEvent =
  | { type: 'touched' }
  | { type: 'language-chosen' }
  | { type: 'lawyer-wanted' }
  | { type: 'lawyer-asked'; taken: KioskRequestTaken['taken'] }
  | { type: 'back' }
  | { type: 'opened'; booking: PartyBooking; checkDue: boolean }
  | { type: 'checked' }
  | { type: 'test-opened' }
  | { type: 'understood' }
  | { type: 'court-over' }
  | { type: 'ended'; code: CompletionCode | RefusalCode }
  | { type: 'finished' };

const afterCode = ({ part }: PartyBooking): 'court' | 'seal' => (part === 'hearing' ? 'court' : 'seal');

/** An event that does not belong to the screen changes nothing; `finished` always leads back to idle. */
export function transition(screen: KioskScreen, event: KioskEvent): KioskScreen {
  if (event.type === 'finished') return { name: 'idle' };
  if (screen.name === 'idle' && event.type === 'touched') return { name: 'language' };
  if (screen.name === 'language' && event.type === 'language-chosen') return { name: 'code' };
  if (screen.name === 'code' && event.type === 'lawyer-wanted') return { name: 'lawyer' };
  if (screen.name === 'lawyer' && event.type === 'back') return { name: 'code' };
  if (screen.name === 'lawyer' && event.type === 'lawyer-asked') return { name: 'lawyer-asked', taken: event.taken };
  if (screen.name === 'code' && event.type === 'test-opened') return { name: 'test' };
  if (screen.name === 'code' && event.type === 'opened') {
    return { name: event.checkDue ? 'check' : afterCode(event.booking), booking: event.booking };
  }
  if (screen.name === 'check' && event.type === 'checked') return { ...screen, name: afterCode(screen.booking) };
  if (screen.name === 'court' && event.type === 'court-over') return { ...screen, name: 'court-over' };
  if (screen.name === 'seal' && event.type === 'understood') return { name: 'call', booking: screen.booking };
  if (screen.name === 'call' && event.type === 'ended') return { ...screen, name: 'ended', code: event.code };
  return screen;
}
