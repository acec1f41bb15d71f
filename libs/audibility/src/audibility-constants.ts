/**
 * Every figure that a verdict or a score is made of; published with every result. Sources and reasons: docs/audibility.md.
 * Levels in dBov (RFC 6464), times in milliseconds where the name says so, shares from 0 to 1. A changed figure is another `version`.
 */
export const AUDIBILITY = {
  version: 1,
  /** A second in which more than this was audibly concealed is severely concealed (RFC 7294). */
  severelyConcealedMs: 50,
  /** One-way delay that ITU-T G.114 says should not be exceeded. */
  strainedDelayMs: 400,
  /** Algorithmic delay of Opus with frames of 20 ms (RFC 6716 §2). */
  opusDelayMs: 26.5,
  /** From here on somebody is heard to speak; below `quietDbov` nobody does. Between the two nobody is contradicted. */
  speechDbov: -45,
  quietDbov: -65,
  /** So much of a second concealed, silently or not: nothing of it was delivered; it is impaired; too little was played. */
  notDeliveredShare: 0.9,
  mostlyConcealedShare: 0.5,
  notPlayedBelowMs: 250,
  /** What a listener received in a second was forwarded in these seconds. `stragglers`: packets between two counts. */
  latelySeconds: 5,
  stragglers: 5,
  /** Slack between two counters that are read at the same moment. */
  counterSlackMs: 20,
  report: {
    /** A receiver report that covers more seconds than this is not used. */
    mostSeconds: 10,
    /** Lost packets from which on concealment must be seen, and what part of the loss it must be. */
    lossyShare: 0.1,
    concealedOfLost: 0.5,
  },
  /** A report is of a second if its own clock moved so far, came no later than this, and no earlier than the clock can drift. */
  tick: { leastMs: 500, mostMs: 1500, lateMs: 10_000, aheadMs: 250 },
  /** Seconds that are missed, or heard, before people are told; and after how many without a word of it that is forgotten. */
  alarm: { seconds: 3, forgottenAfter: 10 },
  /** How far sound may lead or trail its picture (ITU-R BT.1359-1, limits of acceptability). In no verdict; shown beside it. */
  lipSync: { leadMs: 90, trailMs: -185 },
  /** E-model (ITU-T G.107, defaults: `r0` is all that is not delay and loss). `bpl` for Opus is our own, cautious choice. */
  score: { r0: 93.2, ie: 0, bpl: 10, burstR: 1, least: 1, most: 4.5 },
} as const;
