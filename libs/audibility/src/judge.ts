import { AUDIBILITY } from './audibility-constants.js';
import { concealment } from './concealment.js';
import { type Contradiction, contradiction, isSoundless, isSpeech } from './contradiction.js';
import { delayOf } from './delay.js';
import { type Evidence, evidenceOn } from './evidence.js';
import type { Flaw, HeardSecond, PageSecond, PairSecond, RawSecond } from './raw-second.js';
import type { Verdict } from './verdict.js';

/** Why a verdict is what it is. */
export type Why =
  | Contradiction
  | Flaw
  /** Whose word is missing: the plane's, the listener's page's, of this speaker in it, the speaker's. */
  | 'no-plane'
  | 'no-page'
  | 'no-stream'
  | 'no-source'
  /** A receiver report contradicts, and the page's own claims of these seconds are not whole. */
  | 'claims-not-whole'
  /** Where sound ended at the listener's device. */
  | 'output-gone'
  | Exclude<HeardSecond['element'], 'on'>
  | 'nothing-taken'
  | 'no-energy';

export interface Judgement {
  readonly verdict: Verdict;
  readonly why?: Why;
}

/** The judgement on a pair in the second `at`. A report that comes later can only make it DISAGREE or UNKNOWN. */
export const judgeAt = (seconds: readonly RawSecond[], at: number, pair: PairSecond): Judgement =>
  judge(evidenceOn(seconds, at, pair));

/**
 * The verdict of two witnesses on one pair in one second. First whether they can be believed, then, along the way of the sound,
 * the first place at which it ended: source, line, device; then how it came.
 */
export function judge(evidence: Evidence): Judgement {
  const { source, listener, heard, forwarded } = evidence;
  if (forwarded === undefined) return { verdict: 'UNKNOWN', why: 'no-plane' };
  if (typeof listener !== 'object') return { verdict: 'UNKNOWN', why: listener ?? 'no-page' };
  // What nobody forwarded is not delivered, whatever a page says or does not say.
  const claim = typeof heard === 'object' ? heard : undefined;
  if (claim === undefined && forwarded > 0)
    return { verdict: 'UNKNOWN', why: typeof heard === 'string' ? heard : 'no-stream' };
  const wrong = claim && contradiction(evidence, claim);
  if (wrong !== undefined) return disagreement(evidence, wrong);
  if (!isSpeech(source)) return source.page === undefined ? { verdict: 'UNKNOWN', why: 'no-source' } : SILENT;
  if (claim === undefined || isNotDelivered(claim)) return { verdict: 'NOT_DELIVERED' };
  const stopped = stoppedAt(evidence, listener, claim);
  if (stopped !== undefined) return { verdict: 'NOT_PLAYED', why: stopped };
  if (concealment(claim) === 'severe') return { verdict: 'IMPAIRED' };
  return delayOf(evidence.speakerRtt, listener, claim) > AUDIBILITY.strainedDelayMs ? STRAINED : HEARD;
}

const SILENT: Judgement = { verdict: 'SILENT' };
const STRAINED: Judgement = { verdict: 'STRAINED' };
const HEARD: Judgement = { verdict: 'HEARD' };

const BY_REPORT: readonly Contradiction[] = ['lost-and-not-concealed', 'acknowledged-more', 'acknowledged-less'];

/** Where the page was not there for all seconds of a report, the report may be of those alone. */
function disagreement({ report }: Evidence, why: Contradiction): Judgement {
  const whole = report === undefined || report.claimed.seconds === report.seconds;
  return whole || !BY_REPORT.includes(why)
    ? { verdict: 'DISAGREE', why }
    : { verdict: 'UNKNOWN', why: 'claims-not-whole' };
}

const isNotDelivered = ({ received, played, concealed }: HeardSecond): boolean =>
  received === 0 || (played > 0 && concealed >= AUDIBILITY.notDeliveredShare * played);

function stoppedAt(evidence: Evidence, { output, playout }: PageSecond, heard: HeardSecond): Why | undefined {
  if (output === 'gone') return 'output-gone';
  if (heard.element !== 'on') return heard.element;
  if (playout === 0 || heard.played < AUDIBILITY.notPlayedBelowMs) return 'nothing-taken';
  return isSoundless(evidence, heard) ? 'no-energy' : undefined;
}
