import type { ComplaintKind } from '#protocol';
import { COMPLAINT_WORDS } from '../../complaints/complaint-words.js';
import { m } from '../../generated/texts/messages.js';
import { completionWords } from '../../text/completion-words.js';
import { dayOf, stamp } from '../../text/moments.js';
import { partyWords } from '../../text/party-words.js';
import { attemptWords } from '../attempt-words.js';
import { todayBegan } from '../calendar-times.js';
import { complaintRows } from '../complaint-rows.js';
import { findingWords } from '../finding-words.js';
import { foldAttempts } from '../fold/attempts.js';
import { foldDays } from '../fold/days.js';
import { foldSelfTests } from '../fold/self-tests.js';
import { foldSessions } from '../fold/sessions.js';
import type { ReadLog } from '../read-log.js';
import { missingWords } from '../self-test-words.js';
import { STEP_MEANS, STEP_WORDS } from '../step-words.js';

/** What a summary is made of. Nobody is named in it: opened details lie beside it, in `openings.json`. */
export interface SummaryWish {
  readonly facility: { readonly name: string; readonly zone: string };
  readonly log: ReadLog;
  /** As the server said it. */
  readonly key: string;
  /** RFC 3339. */
  readonly madeAt: string;
  readonly openings: readonly { readonly index: number; readonly reason: string }[];
}

export interface SummaryTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Instead of the table when it has no rows. */
  readonly none: string;
}

/** A printed account of the log, in words of one language. */
export interface Summary {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Whether the log holds, and what does not. */
  readonly verdict: string;
  readonly tables: readonly SummaryTable[];
}

/** In the language of the page. Computed from entries that this browser verified, as the screens are. */
export function summaryOf(wish: SummaryWish): Summary {
  const { facility, log, key, madeAt } = wish;
  const { zone } = facility;
  const { report, entries } = log;
  const at = stamp(madeAt, zone);
  const sessions = foldSessions(entries, todayBegan(madeAt, zone));
  const days = foldDays(entries, sessions, (time) => dayOf(time, zone)).toReversed();
  const tests = foldSelfTests(entries, dayOf(madeAt, zone), (time) => dayOf(time, zone));
  const period = [...new Set([days[0], days.at(-1)])].flatMap((one) => (one ? [one.day] : [])).join(' – ');
  return {
    title: m.summary_title({ facility: facility.name }),
    facts: [
      [m.summary_made(), `${at} (${zone})`],
      [m.summary_period(), period || '–'],
      [m.summary_origin(), report.origin ?? '–'],
      [m.summary_size(), report.size === undefined ? '–' : String(report.size)],
      [m.summary_root(), report.root ?? '–'],
      [m.summary_key(), key],
    ],
    verdict: verdictOf(log),
    tables: [
      {
        title: m.calendar_title(),
        columns: [
          m.calendar_day(),
          m.calendar_sessions(),
          m.calendar_breaks(),
          m.calendar_refused(),
          m.calendar_gaps(),
        ],
        rows: days.map(({ day, sessions: own, breaks, refused, gaps }) => [
          day,
          ...[own.length, breaks, refused, gaps.length].map(String),
        ]),
        none: m.calendar_none(),
      },
      {
        title: m.summary_findings(),
        columns: [m.time(), m.session_number(), m.summary_finding()],
        rows: sessions
          .toReversed()
          .filter(({ findings }) => findings.length > 0)
          .map(({ from, session, findings }) => [
            stamp(from, zone),
            session.slice(0, 8),
            findings.map(findingWords).join('; '),
          ]),
        none: m.summary_no_findings(),
      },
      {
        title: m.attempts_title(),
        columns: [
          m.time(),
          m.entry_type(),
          m.attempt_code(),
          m.attempt_count(),
          m.party_role(),
          m.booth(),
          m.attempt_followed(),
        ],
        rows: foldAttempts(entries, sessions)
          .toReversed()
          .map(({ time, kind, code, count, role, booth, followed }) => [
            stamp(time, zone),
            attemptWords(kind),
            code,
            String(count),
            partyWords(role),
            booth ?? '–',
            followed ? completionWords(followed) : '–',
          ]),
        none: m.attempts_none(),
      },
      {
        title: m.selftests_title(),
        columns: [m.summary_finding()],
        rows: [
          ...tests.failed.map(({ index, time, tried, refused }) => [
            m.selftests_failed_line({ time: stamp(time, zone), refused, tried, index }),
          ]),
          ...tests.missing.map((run) => [`${m.selftests_missing({ count: run.days })}: ${missingWords(run)}`]),
        ],
        none: tests.tests === 0 ? m.selftests_none() : m.selftests_passed({ count: tests.passed }),
      },
      {
        title: m.complaints_title(),
        columns: [m.time(), m.complaints_what(), m.party_role(), m.entry_number()],
        rows: complaintRows(entries, [])
          .toReversed()
          .map(({ time, kind, role, entry }) => [
            stamp(time, zone),
            COMPLAINT_WORDS[kind as ComplaintKind]?.() ?? kind,
            partyWords(role),
            String(entry),
          ]),
        none: m.complaints_none(),
      },
      {
        title: m.summary_openings(),
        columns: [m.entry_number(), m.reason()],
        rows: wish.openings.map(({ index, reason }) => [String(index), reason]),
        none: m.summary_no_openings(),
      },
    ],
  };
}

function verdictOf({ report }: ReadLog): string {
  const { finding } = report;
  if (!finding) return m.log_holds({ size: report.size ?? 0 });
  const fails = m.log_does_not_hold_at({ step: STEP_WORDS[finding.step]() });
  return `${fails} ${m.verify_means({ means: STEP_MEANS[finding.step]() })}`;
}
