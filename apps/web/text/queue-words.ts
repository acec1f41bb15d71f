import type { BoothSlot, ConsultationRequest } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from './moments.js';

/** `Monday 23 November, 10:30–11:00, booth 2`. */
export const slotWords = ({ booth, from, to }: BoothSlot, zone: string): string =>
  m.alternative({ day: dayWords(dayOf(from, zone)), from: clock(from, zone), to: clock(to, zone), booth });

/** Why a request stands where it stands, as a sentence. */
export function queueWords(request: ConsultationRequest, zone: string): string {
  const { offer, reason, hearing, waitedWorkingDays: days } = request;
  if (offer) {
    return m.queue_offered_until({ time: `${dayWords(dayOf(offer.expires, zone))}, ${clock(offer.expires, zone)}` });
  }
  if (reason === 'overdue') return m.queue_why_overdue({ days });
  if (reason === 'hearing' && hearing) return m.queue_why_hearing({ day: dayWords(dayOf(hearing.at, zone)) });
  return m.queue_why_waiting({ days });
}

/** When a slot is likely, or that none is in sight. */
export const expectedWords = ({ expectedAt }: ConsultationRequest, zone: string): string =>
  expectedAt ? m.queue_expected({ day: dayWords(dayOf(expectedAt, zone)) }) : m.queue_no_slot();
