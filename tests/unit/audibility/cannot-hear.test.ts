import { LISTENING, listen, type Verdict, VERDICT_LETTERS } from '#audibility';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NAMES = Object.keys(VERDICT_LETTERS) as Verdict[];
const named = (letters: string) =>
  [...letters].map((letter) => NAMES.find((name) => VERDICT_LETTERS[name] === letter)!);

/** What people are told in these seconds: second and news. */
function told(letters: string, addressed = true): string[] {
  let state = LISTENING;
  return named(letters).flatMap((verdict, second) => {
    const step = listen(state, verdict, addressed);
    state = step.state;
    return step.news === undefined ? [] : [`${second} ${step.news}`];
  });
}

describe('somebody addressed cannot hear', () => {
  it.each([
    ['DDD', ['2 tell']],
    ['PPP', ['2 tell']],
    ['III', ['2 tell']],
    ['DPI', ['2 tell']],
    ['DDHDD', []],
    ['DDSDD', []],
    // Pauses between words, and seconds that nobody knows of, neither count nor clear.
    ['D-D--D', ['5 tell']],
    ['DD?!D', ['4 tell']],
    ['DD-----------D', []],
    ['------------', []],
    ['????????????', []],
    ['!!!!!!!!!!!!', []],
    // Told once for one trouble, and that it is over.
    ['DDDDDDDDDD', ['2 tell']],
    ['DDDHHDHHH', ['2 tell', '8 withdraw']],
    ['DDDHHHDDD', ['2 tell', '5 withdraw', '8 tell']],
  ])('%s', (letters, news) => {
    expect(told(letters)).toEqual(news);
  });

  it('who is not addressed is nobody’s trouble, and no longer so once not', () => {
    expect(told('DDDDDD', false)).toEqual([]);
    const { state } = named('DDD').reduce((before, verdict) => listen(before.state, verdict, true), {
      state: LISTENING,
    });
    expect(listen(state, 'NOT_DELIVERED', false)).toEqual({ state: LISTENING, news: 'withdraw' });
  });

  it('one is told of what three spoken seconds show, never of less', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'HSIDP-?!'), { maxLength: 60 }), (letters) => {
        const news = told(letters.join(''));
        for (const one of news.filter((said) => said.endsWith('tell'))) {
          const until = letters.slice(0, parseInt(one, 10) + 1).filter((letter) => 'HSIDP'.includes(letter));
          expect(until.slice(-3).every((letter) => 'IDP'.includes(letter))).toBe(true);
        }
        expect(news.map((said) => said.split(' ')[1])).toEqual(
          news.map((_, at) => (at % 2 === 0 ? 'tell' : 'withdraw')),
        );
      }),
    );
  });
});

it('one severely concealed second in thirty-five, each by itself, is below one false alarm in ten pair-hours', () => {
  const random = seeded(7);
  const alarms = (share: number, hours: number): number => {
    let state = LISTENING;
    let count = 0;
    for (let second = 0; second < hours * 3600; second++) {
      const step = listen(state, random() < share ? 'IMPAIRED' : 'HEARD', true);
      state = step.state;
      if (step.news === 'tell') count += 1;
    }
    return count / hours;
  };
  expect(alarms(1 / 35, 1000)).toBeLessThan(0.1);
  // Control: at one in ten it would be told every few minutes.
  expect(alarms(1 / 10, 100)).toBeGreaterThan(2);
});

/** mulberry32: the same figures in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
