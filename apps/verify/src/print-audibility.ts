import { VERDICT_LETTERS, type Verdict } from '#audibility';
import { type AudibilityVerdict, exitCodeOfAudibility } from './audibility-command.js';

const line = (how: 'holds' | 'FAILS', step: string, text: string): string => `${how}    ${step.padEnd(11)} ${text}`;
const NAMES = Object.keys(VERDICT_LETTERS) as Verdict[];

/** So many verdicts that differ are shown one by one. */
const SHOWN = 20;

/** The report for people. */
export function printAudibility(verdict: AudibilityVerdict): string {
  const { header, seconds, sha256, intact, sameConstants, judged, differing } = verdict;
  const name = verdict.name.replace(/\p{C}/gu, '?');
  const lines = [
    `audible  ${name}: session ${header.session}, from ${header.from}`,
    'note     HEARD means delivered and played by the listener’s device, not that a person listened. The file shows what its',
    '         raw seconds amount to; that they are those of the hearing shows its hash, if it is the one in the log.',
    intact
      ? line('holds', 'lines', `${seconds} seconds, sha256 ${sha256}`)
      : line('FAILS', 'lines', `they are not those that the file closes with (sha256 ${sha256})`),
    sameConstants
      ? line('holds', 'constants', 'those of this program')
      : line('FAILS', 'constants', 'the file was made with other figures than those of this program'),
    differing.length === 0
      ? line('holds', 'verdicts', `${judged} computed again, all the same`)
      : line('FAILS', 'verdicts', `${differing.length} of ${judged} do not follow from the raw seconds`),
    ...differing.slice(0, SHOWN).map(({ second, speaker, listener, said, found, why }) => {
      const wrote = NAMES.find((one) => VERDICT_LETTERS[one] === said);
      return `         second ${second}, ${speaker} > ${listener}: written ${wrote}, found ${found}${why ? ` (${why})` : ''}`;
    }),
    ...verdict.pairs.map(({ speaker, listener, totals }) => {
      const counts = NAMES.flatMap((one) => (totals[one] === undefined ? [] : [`${one} ${totals[one]}`]));
      return `         seat ${speaker} at seat ${listener}: ${counts.join(', ')}`;
    }),
  ];
  const end = exitCodeOfAudibility(verdict) === 0 ? 'VERIFIED' : 'NOT VERIFIED';
  return [...lines, '', `${end} ${name}`, ''].join('\n');
}
