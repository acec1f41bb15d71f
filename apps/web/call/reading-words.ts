import type { ConsultationState } from '#calling';
import { m } from '../generated/texts/messages.js';

type Unverified = Extract<ConsultationState, { name: 'unverified' }>;

/** Who reads what and when, as this screen says it (E2EE.md §4): the booth first, then the others in roster order. */
export function readingWords({ hidden, reading }: Unverified, booth: string) {
  const order = reading
    .slice(1)
    .map(({ label, own }) => (own ? `${label} (${m.yourself()})` : label))
    .join(', ');
  const many = reading.length > 2;
  if (hidden === 2) {
    return {
      first: many ? m.booth_read_all() : m.booth_read(),
      type: many ? m.booth_type_all({ order }) : m.booth_type(),
      heard: many ? m.booth_decide_all() : m.booth_decide(),
    };
  }
  return {
    first: m.attorney_listen(),
    type: m.attorney_type({ booth }),
    heard: many ? m.attorney_read_turn({ order }) : m.attorney_read_all(),
  };
}
