import { LineClass, type LinePage, type LineWay } from '#protocol';
import { at } from './moments.js';
import { mainButton, type ScreenCase } from './screen-case.js';
import { answersFor, me } from './stubbed-api.js';

const PAGE = 'GET /api/desk/line/page';
const way = (direction: LineWay['direction'], guaranteed: readonly number[], ceiling: readonly number[]): LineWay => ({
  direction,
  carries: 3000,
  from: 'configured',
  usable: 2850,
  classes: LineClass.options.map((name, index) => ({
    name,
    guaranteed: guaranteed[index] ?? 1,
    ceiling: ceiling[index] ?? 2850,
  })),
});

const quiet: LinePage = {
  now: at('10:42'),
  hearings: 0,
  booths: 0,
  agent: 'in-force',
  test: {},
  measured: { at: at('06:12'), up: 3080, down: 3120, count: 28 },
  ways: [way('up', [1, 1, 65, 1, 1, 143, 1], [110, 110, 712]), way('down', [1, 1, 65, 1, 1, 143, 1], [110, 110, 712])],
  steps: [],
};
const busy: LinePage = {
  ...quiet,
  hearings: 1,
  booths: 6,
  ways: [
    way('up', [56, 331, 65, 501, 901, 143, 1], [220, 770, 712]),
    way('down', [166, 331, 65, 1501, 151, 143, 1], [440, 770, 712]),
  ],
  steps: [
    { code: 'booth-video-small', direction: 'down', from: at('10:31') },
    { code: 'booth-video-small', direction: 'up', from: at('10:31') },
    { code: 'hearing-without-high-layer', direction: 'down', from: at('10:31') },
    { code: 'viewers-without-video', direction: 'up', from: at('09:05'), to: at('09:58') },
    { code: 'sound-at-lower-rate', from: '2026-11-20T05:10:00.000Z', to: '2026-11-20T05:41:00.000Z' },
  ],
};
const unmarked = quiet.ways?.map(({ classes: _classes, ...known }) => known);
/** As the link agent counted: everything that the plan gives, and a download that is kept out of it. */
const counted = busy.ways?.map((known) => ({
  ...known,
  from: 'recent',
  classes: known.classes?.map((one, nth) => ({
    ...one,
    now: one.name === 'bulk' ? 212 : Math.round(one.guaranteed * 0.9),
    dropped: nth === 6 ? 340 : 0,
  })),
  most: { kbps: 2841, at: at('10:37') },
}));
const desk = (name: string, page: unknown, ready = '.line-ways'): ScreenCase => ({
  name: `desk line${name}`,
  screens: 'desk',
  hash: '#line',
  answers: { ...answersFor.desk, [PAGE]: page },
  ready,
});

const TEST = 'POST /api/desk/line/test';
const tested = (name: string, answer: unknown, ready: string): ScreenCase => ({
  ...desk(` test ${name}`, quiet, '.line-ways'),
  answers: { ...answersFor.desk, [PAGE]: quiet, [TEST]: answer },
  reach: mainButton,
  ready,
});

/** Will the line carry what runs, and what gave way. */
export const LINE_SCREENS: readonly ScreenCase[] = [
  desk('', busy),
  desk(' quiet', quiet),
  desk(
    ' unknown',
    { ...quiet, ways: undefined, agent: 'none', measured: undefined, test: { whyNot: 'no-far-end' } },
    '.notice-caution',
  ),
  desk(' without an agent', { ...busy, agent: 'none', steps: [] }),
  desk(' agent fails', { ...busy, agent: 'not-in-force', agentCode: 'read-back-differs', ways: unmarked }),
  desk(' full', { ...busy, missing: 94 }),
  desk(' counted', { ...busy, ways: counted, test: { whyNot: 'hearing' } }),
  desk(' before a hearing', { ...quiet, test: { whyNot: 'hearing-soon', after: at('12:00') } }),
  desk(' never tested', { ...quiet, measured: undefined, test: { whyNot: 'no-far-end' } }),
  tested('without answer', { outcome: 'no-answer' }, '.notice-caution'),
  desk(' failed', 'unreachable', '.notice-bad'),
  { ...desk('', busy), name: 'operator line', answers: { 'GET /api/me': me('operator'), [PAGE]: busy } },
];
