import { createHash } from 'node:crypto';
import { chainOf, encodeLeaf, type Leaf, roundedTime } from '#ledger';
import type { LogSummary } from '#protocol';
import { buildLog, type MemorySource, ORIGIN, testKey } from '../../unit/ledger/log-builder.js';
import { NOW } from './moments.js';

type Draft = Omit<Leaf, 'v' | 'facility' | 'seq' | 'by' | 'time'> & Partial<Pick<Leaf, 'by'>> & { at: string };

export const SESSIONS = { good: 'a1'.repeat(16), differed: 'b2'.repeat(16), runs: 'c3'.repeat(16) } as const;
const VISIT = 'A'.repeat(43);
const commitment = createHash('sha256').update('details').digest('hex');
/** `20 10:30`: that day of November 2026, on a clock in Almaty (UTC+5). */
const moment = (at: string): number => Date.parse(`2026-11-${at.replace(' ', 'T')}:00+05:00`);

const opened = (session: string, at: string, booth?: string): Draft => ({
  type: 'booth.opened',
  session,
  at,
  public: { profile: 'demo', missing: ['own-user'], janus: '1.1.2', config: 'ab'.repeat(32), ...(booth && { booth }) },
  commitment,
});
const party = (type: 'party.joined' | 'party.left', session: string, at: string, role: number): Draft => ({
  type,
  session,
  at,
  public: { role },
});
const verdict = (session: string, at: string, role: number, same: boolean): Draft => ({
  type: 'code.verdict',
  session,
  at,
  by: `visit:${VISIT}`,
  public: { role, same, vk: VISIT },
  commitment,
});
const closed = (session: string, at: string, code: string): Draft => ({
  type: 'session.closed',
  session,
  at,
  public: { code },
});

const tested = (at: string, refused = 41): Draft => ({
  type: 'selftest.done',
  at,
  public: { tried: 41, refused },
});

/** Four days of a facility: a good session, one whose numbers differed, one that runs, and people who tried things. */
const DRAFTS: readonly Draft[] = [
  { type: 'facility.started', at: '20 07:55', public: { config: 'cd'.repeat(32), bundle: 'ef'.repeat(32) } },
  { type: 'booking.made', at: '20 08:10', commitment },
  opened(SESSIONS.good, '20 10:31', '3'),
  party('party.joined', SESSIONS.good, '20 10:31', 1),
  party('party.joined', SESSIONS.good, '20 10:33', 2),
  verdict(SESSIONS.good, '20 10:35', 1, true),
  verdict(SESSIONS.good, '20 10:35', 2, true),
  party('party.left', SESSIONS.good, '20 10:50', 2),
  party('party.joined', SESSIONS.good, '20 10:51', 2),
  {
    type: 'gateway.refused',
    session: SESSIONS.good,
    at: '20 11:02',
    public: { role: 2, code: 'verb-not-allowed', count: 3 },
  },
  closed(SESSIONS.good, '20 11:20', 'ended-by-detainee'),
  { type: 'complaint.made', at: '20 11:21', public: { kind: 'not-private', role: 1 }, commitment },
  tested('20 11:30'),
  tested('21 00:01'),
  { type: 'gateway.refused', at: '21 03:14', public: { code: 'not-signed-in', count: 41 } },
  opened(SESSIONS.differed, '21 14:02'),
  party('party.joined', SESSIONS.differed, '21 14:03', 1),
  party('party.joined', SESSIONS.differed, '21 14:03', 2),
  verdict(SESSIONS.differed, '21 14:06', 1, false),
  closed(SESSIONS.differed, '21 14:06', 'codes-differ'),
  { type: 'details.read', at: '21 16:40', public: { index: 2, role: 'oversight' }, commitment },
  tested('23 00:01'),
  opened(SESSIONS.runs, '23 10:32'),
  party('party.joined', SESSIONS.runs, '23 10:33', 1),
  { type: 'complaint.made', at: '23 10:40', public: { kind: 'not-heard', role: 2 }, commitment },
];

/** The entries, numbered in their chains. */
function leaves(drafts: readonly Draft[]): Leaf[] {
  const next = new Map<string, number>();
  return drafts.map(({ at, by = 'facility', ...draft }) => {
    const chain = chainOf({ session: draft.session, by });
    const seq = next.get(chain) ?? 0;
    next.set(chain, seq + 1);
    return { v: 1, facility: ORIGIN, by, seq, time: roundedTime(draft.type, moment(at)), ...draft };
  });
}

export const LOG_SIZE = DRAFTS.length;
export const oversightLog = (): Promise<MemorySource> => buildLog(leaves(DRAFTS).map(encodeLeaf));
export const emptyLog = (): Promise<MemorySource> => buildLog(leaves(DRAFTS.slice(0, 1)).map(encodeLeaf));
/** The same log, and a self-test that let something through. */
export const leakyLog = (): Promise<MemorySource> =>
  buildLog(leaves([...DRAFTS, tested('23 10:41', 40)]).map(encodeLeaf));
/** The same log with one bit of an entry turned. */
export async function spoiltLog(): Promise<MemorySource> {
  const log = (await oversightLog()).copy();
  const bundle = [...log.files.keys()].find((path) => path.startsWith('tile/entries/')) ?? '';
  const bytes = log.files.get(bundle);
  if (bytes) bytes[bytes.length - 200]! ^= 1;
  return log;
}

export const summary = (size = LOG_SIZE): LogSummary => ({
  origin: ORIGIN,
  vkey: testKey().vkey,
  size,
  checkpointAt: NOW,
  waiting: 0,
});
