import type { CompletionCode, SealLayer, SealProfile } from '#protocol';
import type { LogEntry } from '../read-log.js';
import { findGaps } from './gaps.js';
import { grouped } from './grouped.js';
import { ordered, type ReadEntry, shown } from './ordered.js';

/**
 * What a person should look at: numbers that differed, a booth that was not safe, numbers that were not compared, an attempt
 * that was refused, no end, missing entries. A party that came back is shown on the axis, and is no finding.
 */
export type SessionFinding = 'codes-differ' | 'booth-not-safe' | 'not-compared' | 'refused' | 'not-closed' | 'gap';

/** One session, as the log tells it; nobody is named. */
export interface SessionStory {
  readonly session: string;
  /** In the order of the log. */
  readonly entries: readonly ReadEntry[];
  /** Rounded down to the minute, RFC 3339; `to` is absent while it runs, or for ever. */
  readonly from: string;
  readonly to: string | undefined;
  /** Its number; logs of older versions, and booths without a number, have none. */
  readonly booth: string | undefined;
  readonly profile: SealProfile['profile'] | undefined;
  readonly missing: readonly SealLayer[];
  readonly end: CompletionCode | undefined;
  readonly findings: readonly SessionFinding[];
}

/** Findings that say that somebody may have listened, or could have. */
export const BREAKS: ReadonlySet<SessionFinding> = new Set(['codes-differ', 'booth-not-safe']);

/** Every session of the log, the one that began last first. `runsUntil`: one without an end that began before it is a finding. */
export function foldSessions(entries: readonly LogEntry[], runsUntil: string): SessionStory[] {
  const chains = [...grouped(ordered(entries), ({ leaf }) => leaf.session)].filter(([, own]) => !isHearing(own));
  const broken = new Set(findGaps(entries).map(({ session }) => session));
  return chains.map(([session, own]) => story(session, own, broken.has(session), runsUntil)).toReversed();
}

/** Heard in public: the promises of a booth are not asked of it. */
const isHearing = (own: readonly ReadEntry[]): boolean => own.some(({ leaf }) => leaf.type === 'hearing.opened');

function story(session: string, entries: readonly ReadEntry[], gap: boolean, runsUntil: string): SessionStory {
  const opened = entries.find(({ leaf }) => leaf.type === 'booth.opened');
  const closed = entries.find(({ leaf }) => leaf.type === 'session.closed');
  const from = entries[0]?.leaf.time ?? '';
  const end = closed && (shown(closed, 'code') as CompletionCode | undefined);
  const has = (type: string) => entries.some(({ leaf }) => leaf.type === type);
  const differed = entries.some((entry) => entry.leaf.type === 'code.verdict' && shown(entry, 'same') === false);
  const found: Record<SessionFinding, boolean> = {
    'codes-differ': differed || end === 'codes-differ',
    'booth-not-safe': end === 'booth-not-safe',
    'not-compared': has('code.skipped'),
    refused: has('gateway.refused'),
    'not-closed': closed === undefined && from < runsUntil,
    gap,
  };
  return {
    session,
    entries,
    from,
    to: closed?.leaf.time,
    booth: opened && (shown(opened, 'booth') as string | undefined),
    profile: opened && (shown(opened, 'profile') as SealProfile['profile'] | undefined),
    missing: (opened && (shown(opened, 'missing') as SealLayer[] | undefined)) ?? [],
    end,
    findings: (Object.keys(found) as SessionFinding[]).filter((one) => found[one]),
  };
}
