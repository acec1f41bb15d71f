import { useEffect, useRef } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { minuteWords } from '../../text/minute-words.js';
import { clock } from '../../text/moments.js';
import type { CourtProps } from '../court-props.js';

interface MinuteProps {
  court: CourtProps;
  /** With it each line can be corrected: by a further line, never by another text of the same. */
  onCorrect?: (number: number) => void;
}

/**
 * What happened, when, and who: lines of the software and typed ones told apart by word, shape and place. While it is being
 * written its newest line is in sight.
 */
export function Minute({ court, onCorrect }: MinuteProps) {
  const { view, minute, zone } = court;
  const nameOf = (seat: number): string => {
    const one = [...view.people, ...(view.lobby ?? []), view.you].find((person) => person.seat === seat);
    return one ? `${one.name} (${courtRoleWords(one.role)})` : String(seat + 1);
  };
  const newest = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (onCorrect !== undefined) newest.current?.scrollIntoView({ block: 'nearest' });
  }, [minute.length]);
  if (minute.length === 0) return <p>{m.court_minute_empty()}</p>;
  return (
    <ol class="court-minute">
      {minute.map((line) => (
        <li key={line.number} ref={line === minute.at(-1) ? newest : null} class={`court-line court-line-${line.kind}`}>
          <p class="small">
            {line.number} · <time dateTime={line.at}>{clock(line.at, zone)}</time> ·{' '}
            {line.kind === 'event'
              ? m.court_line_auto()
              : line.kind === 'note'
                ? m.court_line_note({ by: nameOf(line.by ?? -1) })
                : m.court_line_correction({ number: line.corrects ?? 0, by: nameOf(line.by ?? -1) })}
          </p>
          <p>{minuteWords(line, nameOf)}</p>
          {onCorrect && (
            <button type="button" class="court-correct" onClick={() => onCorrect(line.number)}>
              {m.court_correct({ number: line.number })}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
