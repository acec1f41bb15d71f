import {
  AudibilityError,
  type AudibilityHeader,
  audibilityText,
  judgeAt,
  pairKey,
  type RawSecond,
  readAudibility,
  recompute,
  VERDICT_LETTERS,
} from '#audibility';
import { describe, expect, it } from 'vitest';
import { heard, page, PAIR, rawSecond, talk } from './builders.js';

const HEADER: AudibilityHeader = { audibility: 1, session: '0a'.repeat(16), from: '2026-11-30T09:00:00Z' };
const dropped = heard({ received: 0, concealed: 1000, silent: 900 });
const SECONDS: readonly RawSecond[] = [
  talk(),
  talk(),
  talk({ heard: heard({ concealed: 200 }) }),
  talk({ heard: dropped }),
  talk({ heard: heard({ element: 'muted', level: -127 }) }),
  talk({ heard: heard({ buffer: 600 }) }),
  talk({ plane: { forwarded: 0 } }),
  talk({ listener: undefined }),
  talk({ listener: 'gap' }),
  talk({ speaker: page({ level: null }), level: -90, heard: heard({ level: -90, buffer: null }) }),
  rawSecond([], []),
];
const verdictsOf = (seconds: readonly RawSecond[]) =>
  seconds
    .map((second, at) => {
      const pair = second.pairs.get(pairKey(PAIR));
      return pair ? VERDICT_LETTERS[judgeAt(seconds, at, pair).verdict] : ' ';
    })
    .join('');
const text = audibilityText(HEADER, SECONDS);
const codeOf = (changed: string): string => {
  try {
    readAudibility(changed);
    return 'read';
  } catch (error) {
    return error instanceof AudibilityError ? `${error.code} ${error.line}` : 'another error';
  }
};

describe('the file of raw seconds', () => {
  it('gives back what was put in, with a verdict for each', () => {
    const file = readAudibility(text);
    expect(file).toMatchObject({ header: HEADER, intact: true });
    expect(file.seconds.map(({ second }) => second)).toEqual(SECONDS);
    expect(file.seconds.map(({ verdicts }) => verdicts.get('0>1') ?? ' ').join('')).toBe('HHIDPS!??- ');
    expect(recompute(file)).toEqual({
      ...{ intact: true, sameConstants: true, judged: 10, differing: [] },
      pairs: [
        {
          ...PAIR,
          totals: {
            ...{ HEARD: 2, IMPAIRED: 1, NOT_DELIVERED: 1, NOT_PLAYED: 1, STRAINED: 1 },
            ...{ DISAGREE: 1, UNKNOWN: 2, SILENT: 1 },
          },
        },
      ],
    });
  });

  it('is compact: some sixty bytes for a pair and a second', () => {
    const pairs = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((speaker) =>
      [0, 1, 2, 3, 4, 5, 6, 7]
        .filter((listener) => listener !== speaker)
        .map((listener) => ({ speaker, listener, heard: heard(), plane: { forwarded: 50 } })),
    );
    const seats = [0, 1, 2, 3, 4, 5, 6, 7].map((seat) => ({ seat, page: page(), level: -25 }));
    const minute = Array(60).fill(rawSecond(seats, pairs));
    expect(audibilityText(HEADER, minute).length / (60 * pairs.length)).toBeLessThan(60);
  });

  it.each([
    ['no-end', ''],
    ['no-end', 'no JSON'],
    ['no-end', text.slice(0, -1)],
    ['no-end', text.split('\n').slice(0, 5).join('\n') + '\n'],
    ['version-unknown', text.replace('"audibility":1', '"audibility":2')],
    ['line-malformed', text.replace('"session"', '"hearing"')],
    ['line-malformed', text.replace('{"seats"', '["seats"')],
    ['line-malformed', text.replace('"on"', '"loud"')],
    ['line-malformed', text.replace('[50,1000', '[-50,1000')],
    ['line-malformed', text.replace('[50,1000', '[50.5,1000')],
    ['line-malformed', text.replace('[50,1000', '[1000')],
    ['line-malformed', text.replace('"H"', '"Z"')],
    ['line-malformed', text.replace('"gap"', '"nap"')],
    ['told-twice', text.replace('[[0,[', '[[1,[')],
  ])('is refused: %s', (code, changed) => {
    expect(codeOf(text)).toBe('read');
    expect(codeOf(changed)).toMatch(code);
  });
});

describe('receiver reports', () => {
  const reported = (over: number, received: number, lost: number) => ({
    forwarded: 50,
    report: { over, received, lost },
  });

  it('of loss, over seconds that claim to be whole, contradict each of these and no other', () => {
    const seconds = [...Array(7).fill(talk()), talk({ plane: reported(5, 150, 100) }), talk()];
    expect(verdictsOf(seconds)).toBe('HHH!!!!!H');
    // Until the report has come the same seconds stand.
    expect(verdictsOf(seconds.slice(0, 7))).toBe('HHHHHHH');
  });

  it('that acknowledge contradict seconds in which nothing is said to have come', () => {
    const claim = talk({ heard: dropped });
    expect(verdictsOf([...Array(4).fill(claim), talk({ heard: dropped, plane: reported(5, 250, 0) })])).toBe('!!!!!');
    expect(verdictsOf([...Array(4).fill(claim), talk({ heard: dropped, plane: reported(5, 0, 250) })])).toBe('DDDDD');
  });

  it('that mix whole and lost seconds as the page does contradict nothing (control)', () => {
    const seconds = [
      talk(),
      talk(),
      talk({ heard: dropped }),
      talk({ heard: dropped }),
      talk({ plane: reported(5, 150, 100) }),
    ];
    expect(verdictsOf(seconds)).toBe('HHDDH');
  });

  it('that begin before the file, or are of too many seconds, are of none of its seconds', () => {
    expect(verdictsOf([talk(), talk({ plane: reported(5, 0, 100) })])).toBe('HH');
    expect(verdictsOf([talk(), talk({ plane: reported(1, 0, 50) })])).toBe('H!');
  });
});

it('packets that nobody forwarded lately are not believed, and the burst after a standstill is', () => {
  const lost = talk({ heard: dropped });
  const burst = talk({ heard: heard({ received: 250 }) });
  expect(verdictsOf([talk(), lost, lost, lost, lost, burst])).toBe('HDDDDH');
  expect(verdictsOf([talk(), lost, lost, lost, lost, talk({ heard: heard({ received: 256 }) })])).toBe('HDDDD!');
  // Before five seconds were counted nobody can say.
  expect(verdictsOf([burst])).toBe('H');
});
