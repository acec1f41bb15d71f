import { LineClass } from '#protocol';

/** What goes over the line, in the order in which the line is given. `signalling`: pages, WebSocket, STUN, DTLS, RTCP. */
export const TRAFFIC_CLASSES = LineClass.options;
export type TrafficClass = LineClass;

/** Classes that never give way, and the only ones that may leave twice. */
export const SOUND_CLASSES = ['hearing-audio', 'booth-audio'] as const satisfies readonly TrafficClass[];
export type SoundClass = (typeof SOUND_CLASSES)[number];

/**
 * DSCP of each class as nftables writes it. RFC 8837 for sound (EF) and pictures (AF41, AF42); RFC 4594 for what must
 * answer quickly (AF21), the rest (CS0) and downloads (CS1).
 */
export const MARKS: Readonly<Record<TrafficClass, string>> = {
  'hearing-audio': 'ef',
  'booth-audio': 'ef',
  signalling: 'af21',
  'hearing-video': 'af41',
  'booth-video': 'af42',
  other: 'cs0',
  bulk: 'cs1',
};
