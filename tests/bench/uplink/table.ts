import type { Verdict } from './judge.js';
import type { Measured } from './measure.js';

export interface Row extends Measured {
  readonly scenario: string;
  readonly part: string;
  /** For the arm `ours`. */
  readonly verdicts: readonly Verdict[];
}

const HEAD = [
  'scenario',
  'arm',
  'way',
  'severe',
  'concealed',
  'audible %',
  'delay ms',
  'lost %',
  'buffer ms',
  'video k/s',
  'booth sev',
  'booth con',
  'bulk k/s',
];
const WIDE = 20;

const line = ([scenario = '', ...cells]: readonly string[]): string =>
  [scenario.padEnd(WIDE), ...cells.map((cell) => cell.padStart(10))].join('');

function wayCells({ scenario, part, ...of }: Row, way: 'up' | 'down'): string {
  const [heard, sound, booths] = [of[way], of.line[way], of.booths?.[way]];
  const lost = sound.sent === 0 ? Number.NaN : (100 * (sound.sent - sound.came)) / sound.sent;
  return line([
    scenario,
    part,
    way,
    `${heard.severe}/${heard.seconds}`,
    String(heard.concealed),
    (heard.audible * 100).toFixed(2),
    `${sound.p50 ?? '?'}/${sound.p95 ?? '?'}`,
    lost.toFixed(1),
    heard.buffer.toFixed(0),
    heard.picture.toFixed(0),
    booths === undefined ? '-' : String(booths.severe),
    booths === undefined ? '-' : String(booths.concealed),
    way === 'up' ? of.bulk.toFixed(0) : '',
  ]);
}

/** `up`: the court hears the facility. Delay one way as median and 95 of 100; bulk of both ways together. */
export function tableOf(rows: readonly Row[]): string {
  const judged = rows.flatMap(({ scenario, verdicts }) =>
    verdicts.map(
      ({ bar, value, met }) => `${met ? 'met   ' : 'MISSED'} ${scenario}: ${bar}: ${Number(value.toFixed(4))}`,
    ),
  );
  return [line(HEAD), ...rows.flatMap((row) => [wayCells(row, 'up'), wayCells(row, 'down')]), ...judged].join('\n');
}
