import { decodeBundle, decodeLeaf, type Leaf } from '#ledger';
import { expect, test } from 'vitest';
import { foldAttempts } from '../../../apps/web/oversight/fold/attempts.js';
import { foldDays } from '../../../apps/web/oversight/fold/days.js';
import { findGaps } from '../../../apps/web/oversight/fold/gaps.js';
import { foldReads } from '../../../apps/web/oversight/fold/reads.js';
import { foldSessions } from '../../../apps/web/oversight/fold/sessions.js';
import type { LogEntry } from '../../../apps/web/oversight/read-log.js';
import { LOG_SIZE, oversightLog, SESSIONS } from '../../e2e/screens/oversight-log.js';

/** Newest first, as the page has them. */
const entriesOf = (leaves: readonly (Leaf | undefined)[]): LogEntry[] =>
  leaves.map((leaf, index) => ({ index, leaf })).toReversed();

async function sample(): Promise<Leaf[]> {
  const { files } = await oversightLog();
  const bundle = [...files].find(([path]) => path.startsWith('tile/entries/'))?.[1] ?? new Uint8Array();
  return decodeBundle(bundle, LOG_SIZE).map(decodeLeaf);
}
const almaty = (time: string) => new Date(Date.parse(time) + 5 * 3_600_000).toISOString().slice(0, 10);
const MIDNIGHT = '2026-11-22T19:00:00Z';

test('sessions: who joined, how it ended, and what a person should look at', async () => {
  const sessions = foldSessions(entriesOf(await sample()), MIDNIGHT);
  expect(sessions.map(({ session, end, findings }) => [session, end, findings])).toEqual([
    [SESSIONS.runs, undefined, []],
    [SESSIONS.differed, 'codes-differ', ['codes-differ']],
    [SESSIONS.good, 'ended-by-detainee', ['refused']],
  ]);
  expect(sessions[2]).toMatchObject({
    from: '2026-11-20T05:31:00Z',
    to: '2026-11-20T06:20:00Z',
    booth: '3',
    profile: 'demo',
    missing: ['own-user'],
  });
  expect(sessions[2]?.entries.map(({ leaf }) => leaf.seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a session without an end is a finding once its day is over, not while it may run', async () => {
  const findings = (until: string, leaves: Leaf[]) => foldSessions(entriesOf(leaves), until)[0]?.findings;
  const leaves = await sample();
  expect(findings(MIDNIGHT, leaves)).toEqual([]);
  expect(findings('2026-11-23T19:00:00Z', leaves)).toEqual(['not-closed']);
});

test('days of the facility’s calendar, the newest first, with what was odd on each', async () => {
  const entries = entriesOf(await sample());
  const days = foldDays(entries, foldSessions(entries, MIDNIGHT), almaty);
  expect(
    days.map(({ day, sessions, breaks, refused, complaints, gaps }) => [
      day,
      sessions.length,
      breaks,
      refused,
      complaints,
      gaps.length,
    ]),
  ).toEqual([
    ['2026-11-23', 1, 0, 0, 1, 0],
    ['2026-11-21', 1, 1, 41, 0, 0],
    ['2026-11-20', 1, 0, 3, 1, 0],
  ]);
  expect(days.reduce((sum, day) => sum + day.entries, 0)).toBe(LOG_SIZE);
});

test('an entry that is missing from a chain, or cannot be read, is found where it shows', async () => {
  const leaves = await sample();
  expect(findGaps(entriesOf(leaves))).toEqual([]);
  const cut = leaves.filter(({ type }) => type !== 'gateway.refused');
  const [inSession, outside] = findGaps(entriesOf(cut));
  expect(inSession).toMatchObject({ session: SESSIONS.good, missing: 1 });
  expect(outside).toMatchObject({ session: undefined, missing: 1 });
  expect(foldSessions(entriesOf(cut), MIDNIGHT).at(-1)?.findings).toEqual(['gap']);
  const unreadable = findGaps(entriesOf(leaves.map((leaf, index) => (index === 1 ? undefined : leaf))));
  expect(unreadable).toMatchObject([
    { index: 11, missing: 1 },
    { index: 1, missing: 0, time: leaves[0]?.time },
  ]);
});

test('attempts: what was refused and which seals broke, by role, with what followed', async () => {
  const entries = entriesOf(await sample());
  const attempts = foldAttempts(entries, foldSessions(entries, MIDNIGHT));
  expect(
    attempts.map(({ kind, code, count, role, booth, followed }) => [kind, code, count, role, booth, followed]),
  ).toEqual([
    ['broken', 'codes-differ', 1, 1, undefined, 'codes-differ'],
    ['refused', 'not-signed-in', 41, undefined, undefined, undefined],
    ['refused', 'verb-not-allowed', 3, 2, '3', 'ended-by-detainee'],
  ]);
});

test('reads: whose role, of which entry', async () => {
  expect(foldReads(entriesOf(await sample()))).toMatchObject([
    { role: 'oversight', of: { index: 2, type: 'booth.opened' } },
  ]);
});

test('an empty log has nothing of all this', () => {
  expect([
    foldSessions([], MIDNIGHT),
    foldDays([], [], almaty),
    findGaps([]),
    foldAttempts([], []),
    foldReads([]),
  ]).toEqual([[], [], [], [], []]);
});
