/** User priority of IEEE 802.11: 0-7, of which 1 and 2 are background, 0 and 3 best effort, 4 and 5 video, 6 and 7 voice. */
type UserPriority = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Not used, in a range. */
const NONE = [255, 255] as const;

/** DSCP and user priority, for what lies in a range of another one: CS0 and CS1. */
const EXCEPTIONS: readonly (readonly [dscp: number, priority: UserPriority])[] = [
  [0, 0],
  [8, 1],
];

/** From and to DSCP of the user priorities 0 to 7. */
const RANGES: readonly (readonly [from: number, to: number])[] = [
  [2, 16], // AF1x, CS2
  [1, 1], // LE (RFC 8622)
  NONE,
  [18, 22], // AF2x
  [24, 38], // CS3, AF3x, CS4, AF4x
  [40, 40], // CS5
  [44, 46], // VOICE-ADMIT, EF
  [48, 56], // CS6, CS7
];

/**
 * RFC 8325, section 4.3, as hostapd takes it (`qos_map_set`, QoS Map element of IEEE 802.11u): up to 21 pairs of DSCP and
 * user priority, then eight pairs of a first and a last DSCP. Without a map the priority is the upper three bits of the
 * DSCP, in Linux before 6.8 and in much else: EF, 46, is then 5, video, and sound waits behind pictures.
 */
export const qosMapSet = (): string => [...EXCEPTIONS, ...RANGES].flat().join(',');
