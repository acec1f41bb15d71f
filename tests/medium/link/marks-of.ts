import type { UplinkStreet } from '../../lab/uplink-street.js';
import { counted } from './count-marks.js';
import { speak } from './talk.js';

export const VIDEO = 96;
export const AUDIO = 111;
/** Bytes of a datagram of Opus at 32 kbit/s, SRTP included. */
export const SOUND_BYTES = 102;

/** What came at the other end with which mark, of a quarter of a second of such packets. `countMarks` comes first. */
export async function marksOf(
  street: UplinkStreet,
  way: 'up' | 'down',
  { from = 20_000, port = 20_000, type = AUDIO, dscp = 0, bytes = SOUND_BYTES },
) {
  const [sender, receiver] = way === 'up' ? (['facility', 'court'] as const) : (['court', 'facility'] as const);
  const before = await counted(street, receiver);
  const address = way === 'up' ? street.court : street.facility;
  await speak(street, sender, { from, address, port, type, bytes, pace: 100, seconds: 0.25, dscp });
  const after = await counted(street, receiver);
  return Object.keys(after).filter((mark) => (after[mark] ?? 0) - (before[mark] ?? 0) >= 20);
}
