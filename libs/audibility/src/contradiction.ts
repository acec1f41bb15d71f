import { AUDIBILITY } from './audibility-constants.js';
import { delayOf } from './delay.js';
import type { CoveringReport, Evidence } from './evidence.js';
import type { HeardSecond } from './raw-second.js';

/** In what two witnesses, or one of them alone, cannot be right. */
export type Contradiction =
  /** More concealed than played, more silence than concealment, or whole sound out of no packets. */
  | 'impossible'
  /** The listener played what the plane did not forward. */
  | 'sound-not-forwarded'
  /** The listener received more than was forwarded. */
  | 'packets-not-forwarded'
  /** The speaker's page says it was quiet; the plane read speech. */
  | 'speech-denied'
  /** The listener heard speech of somebody who was quiet. */
  | 'speech-of-nobody'
  /** The speaker's page says it spoke; the plane read no speech, and the listener played silence without a gap. */
  | 'speech-not-sent'
  /** Less concealed than the listener's own receiver report says was lost. */
  | 'lost-and-not-concealed'
  /** The listener's browser acknowledged more, or less, than its page says. */
  | 'acknowledged-more'
  | 'acknowledged-less';

const { speechDbov, quietDbov, mostlyConcealedShare, counterSlackMs, stragglers } = AUDIBILITY;

/** The first contradiction in what is told of a second; `heard`: the listener's claim. */
export function contradiction(evidence: Evidence, heard: HeardSecond): Contradiction | undefined {
  const { forwarded, forwardedLately, report } = evidence;
  const played = isPlayed(heard);
  if (heard.concealed > heard.played + counterSlackMs || heard.silent > heard.concealed + counterSlackMs)
    return 'impossible';
  if (heard.played > AUDIBILITY.tick.mostMs + counterSlackMs) return 'impossible';
  if (heard.received === 0 && played) return 'impossible';
  if (forwarded === 0 && played) return 'sound-not-forwarded';
  if (forwardedLately !== undefined && heard.received > forwardedLately + stragglers) return 'packets-not-forwarded';
  return bySource(evidence, heard) ?? (report === undefined ? undefined : byReport(report));
}

/** Whether the speaker was told to speak, by anybody. */
export const isSpeech = ({ page, plane }: Evidence['source']): boolean =>
  (page ?? -Infinity) >= speechDbov || (plane ?? -Infinity) >= speechDbov;

/** Heard without a gap, at a loudness at which nobody speaks, of somebody who spoke in this second and the one before. */
export const isSoundless = ({ source, sourceBefore }: Evidence, heard: HeardSecond): boolean =>
  heard.element === 'on' &&
  heard.played >= AUDIBILITY.notPlayedBelowMs &&
  heard.concealed <= AUDIBILITY.severelyConcealedMs &&
  heard.level < quietDbov &&
  isSpeech(source) &&
  isSpeech(sourceBefore);

/**
 * Sound may take a second on its way, so what was quiet, or spoke, must have done so in the second before as well; where it takes
 * longer the two are not compared.
 */
function bySource(evidence: Evidence, heard: HeardSecond): Contradiction | undefined {
  const { source, sourceBefore, listener } = evidence;
  const pageQuiet = isQuiet(source.page) && isQuiet(sourceBefore.page);
  if (pageQuiet && (source.plane ?? -Infinity) >= speechDbov) return 'speech-denied';
  if (typeof listener === 'object' && delayOf(evidence.speakerRtt, listener, heard) > 1000) return undefined;
  if (pageQuiet && heard.level >= speechDbov && isPlayed(heard)) return 'speech-of-nobody';
  const atPlane = Math.max(source.plane ?? -Infinity, sourceBefore.plane ?? -Infinity) >= speechDbov;
  return isSoundless(evidence, heard) && !atPlane ? 'speech-not-sent' : undefined;
}

const isQuiet = (level: number | undefined): boolean => level !== undefined && level < quietDbov;

const isPlayed = ({ played, concealed }: HeardSecond): boolean =>
  played > 0 && concealed < mostlyConcealedShare * played;

function byReport({ seconds, received, lost, forwarded, claimed }: CoveringReport): Contradiction | undefined {
  if (claimed.seconds === 0) return undefined;
  const { lossyShare, concealedOfLost } = AUDIBILITY.report;
  const lostShare = lost / Math.max(1, lost + received);
  if (lostShare >= lossyShare && claimed.concealed < concealedOfLost * lostShare * claimed.played)
    return 'lost-and-not-concealed';
  // Reports are not cut at the seconds: up to a second at their ends may be counted on one side only.
  const slack = Math.min(1, seconds / 2) * (forwarded / seconds) + stragglers;
  const more = received * (claimed.seconds / seconds) - claimed.received;
  if (more > slack) return 'acknowledged-more';
  return -more > slack ? 'acknowledged-less' : undefined;
}
