import { sha256 as digestOf } from '#ledger';
import * as z from 'zod/mini';
import { AUDIBILITY } from './audibility-constants.js';
import { AudibilityError } from './audibility-error.js';
import { judgeAt } from './judge.js';
import { pairKey, type RawSecond } from './raw-second.js';
import { type JudgedSecond, readSecondLine, secondLine } from './second-line.js';
import { VERDICT_LETTERS } from './verdict.js';

/** Whose seconds these are. `session`: of the log, hex; `from`: when second 0 began. */
export const AudibilityHeader = z.strictObject({
  audibility: z.literal(1),
  session: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  from: z.iso.datetime(),
});
export type AudibilityHeader = z.infer<typeof AudibilityHeader>;

const FirstLine = z.extend(AudibilityHeader, { constants: z.unknown() });
const LastLine = z.strictObject({ sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

/** What stands in a file. `sha256`: of all lines but the last, as that one says; `intact`: it is so. */
export interface AudibilityFile {
  readonly header: AudibilityHeader;
  readonly constants: unknown;
  readonly seconds: readonly JudgedSecond[];
  readonly sha256: string;
  readonly intact: boolean;
}

/** The file of a hearing: a line for what it is, one for each second from 0, one for their hash. UTF-8. */
export function audibilityText(header: AudibilityHeader, seconds: readonly RawSecond[]): string {
  const lines = [JSON.stringify({ ...AudibilityHeader.parse(header), constants: AUDIBILITY })];
  for (const [at, second] of seconds.entries()) {
    const verdicts = [...second.pairs.values()].map((pair) => {
      return [pairKey(pair), VERDICT_LETTERS[judgeAt(seconds, at, pair).verdict]] as const;
    });
    lines.push(secondLine({ second, verdicts: new Map(verdicts) }));
  }
  const text = `${lines.join('\n')}\n`;
  return `${text}${JSON.stringify({ sha256: hashOf(text) })}\n`;
}

/** Throws AudibilityError for what is no such file. */
export function readAudibility(text: string): AudibilityFile {
  const lines = text.split('\n');
  if (lines.length < 3 || lines.pop() !== '') throw new AudibilityError('no-end', lines.length);
  const last = LastLine.safeParse(parsed(lines.at(-1)!, lines.length));
  if (!last.success) throw new AudibilityError('no-end', lines.length);
  const first = parsed(lines[0]!, 1);
  const version = z.looseObject({ audibility: z.number() }).safeParse(first);
  if (version.success && version.data.audibility !== 1) throw new AudibilityError('version-unknown', 1);
  const read = FirstLine.safeParse(first);
  if (!read.success) throw new AudibilityError('line-malformed', 1);
  const { constants, ...header } = read.data;
  const seconds = lines.slice(1, -1).map((line, at) => readSecondLine(parsed(line, at + 2), at + 2));
  const hashed = text.slice(0, text.length - lines.at(-1)!.length - 1);
  const { sha256 } = last.data;
  return { header, constants, seconds, sha256, intact: hashOf(hashed) === sha256 };
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new AudibilityError('line-malformed', number);
  }
}

const hashOf = (text: string): string =>
  [...digestOf(new TextEncoder().encode(text))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
