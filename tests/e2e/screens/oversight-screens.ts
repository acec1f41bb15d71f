import type { WaitingTimes } from '#protocol';
import { emptyLog, leakyLog, LOG_SIZE, oversightLog, SESSIONS, spoiltLog, summary } from './oversight-log.js';
import type { ScreenCase } from './screen-case.js';
import { type Answers } from './stub.js';
import { answersFor } from './stubbed-api.js';

const { oversight } = answersFor;
const answers = (size?: number): Answers => ({
  ...oversight,
  'GET /api/oversight/log': summary(size),
  'GET /api/oversight/complaints': { complaints: [] },
});
const times: WaitingTimes = {
  weeks: [
    { week: '2026-11-23' },
    { week: '2026-11-16', asked: 21, open: 0, met: 14, median: 20, p90: 77, longest: 172 },
    { week: '2026-11-09', asked: 6, open: 0 },
  ],
  oldestOpen: '2026-11-17T19:00:00.000Z',
};
const waiting = (said: unknown): Answers => ({ ...answers(), 'GET /api/oversight/waiting-times': said });

interface Part {
  hash: string;
  ready: string;
  answers?: Answers;
  log?: NonNullable<ScreenCase['log']>;
}
const screen = (name: string, part: Part): ScreenCase => ({
  name: `oversight ${name}`,
  screens: 'oversight',
  answers: answers(),
  log: oversightLog,
  ...part,
});
const nothing = { ready: '.empty', answers: answers(1), log: emptyLog };

/** What an auditor looks at; the log is checked in the page, as it is in life. */
export const OVERSIGHT_SCREENS: readonly ScreenCase[] = [
  { name: 'oversight failed', screens: 'oversight', answers: oversight, ready: '.notice-bad' },
  screen('calendar', { hash: '', ready: '.table' }),
  screen('calendar day', { hash: '#calendar/2026-11-20', ready: '#day' }),
  screen('calendar day without sessions', {
    hash: '#calendar/2026-11-20',
    ready: '#day',
    answers: answers(1),
    log: emptyLog,
  }),
  screen('calendar of a log that does not hold', { hash: '', ready: '.notice-bad', log: spoiltLog }),
  screen('session', { hash: `#session/${SESSIONS.good}`, ready: '.axis' }),
  screen('session differed', { hash: `#session/${SESSIONS.differed}`, ready: '.axis' }),
  screen('session runs', { hash: `#session/${SESSIONS.runs}`, ready: '.axis' }),
  screen('session unknown', { hash: `#session/${'0'.repeat(32)}`, ready: '.empty' }),
  screen('attempts', { hash: '#attempts', ready: '.table' }),
  screen('attempts broken', { hash: '#attempts/broken', ready: '.table' }),
  screen('attempts after a self-test that failed', {
    hash: '#attempts',
    ready: '.notice-bad',
    answers: answers(LOG_SIZE + 1),
    log: leakyLog,
  }),
  screen('no attempts', { hash: '#attempts', ...nothing }),
  screen('reads', { hash: '#reads', ready: '.table' }),
  screen('no reads', { hash: '#reads', ...nothing }),
  screen('waiting times', { hash: '#waiting', ready: '.table', answers: waiting(times) }),
  screen('no waiting times', { hash: '#waiting', ready: '.empty', answers: waiting({ weeks: [] }) }),
  screen('waiting times failed', { hash: '#waiting', ready: '.notice-bad', answers: waiting('unreachable') }),
  screen('log', { hash: '#log', ready: '.table' }),
];
