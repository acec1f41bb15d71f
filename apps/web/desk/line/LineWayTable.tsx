import type { LineWay } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { directionWords, lineClassWords } from '../../text/line-page-words.js';
import { dayAndClock } from '../../text/moments.js';
import { DataTable } from '../../ui/DataTable.js';

interface LineWayTableProps {
  way: LineWay;
  zone: string;
}

/**
 * One direction: what each kind of traffic has at least and at most, in the order in which it is given, and what it has now,
 * where that is counted.
 */
export function LineWayTable({ way, zone }: LineWayTableProps) {
  const { direction, carries, from, usable, classes, most } = way;
  const words = directionWords(direction);
  const counted = classes?.some(({ now }) => now !== undefined) === true;
  return (
    <div class="stack">
      <h2>{words}</h2>
      <p>
        {m.line_figures({ carries, usable })} {from === 'recent' ? m.line_from_tests() : m.line_from_settings()}
      </p>
      {most && <p>{m.line_most_seen({ kilobits: most.kbps, when: dayAndClock(most.at, zone) })}</p>}
      {classes && (
        <DataTable
          caption={words}
          columns={[
            m.line_class(),
            m.line_least(),
            m.line_most(),
            ...(counted ? [m.line_now(), m.line_dropped()] : [m.line_share()]),
          ]}
          rows={classes.map(({ name, guaranteed, ceiling, now = 0, dropped = 0 }) => ({
            key: name,
            cells: [
              lineClassWords(name),
              guaranteed,
              ceiling,
              ...(counted
                ? [<Share key="now" value={now} of={usable} figure />, dropped]
                : [<Share key="share" value={guaranteed} of={usable} />]),
            ],
          }))}
        />
      )}
    </div>
  );
}

/** How much of the line that is; the figure stands with it where no other column has it. */
function Share({ value, of, figure }: { value: number; of: number; figure?: true }) {
  return (
    <>
      {figure && value}
      <meter class="line-share" min={0} max={of} value={value} aria-hidden="true" />
    </>
  );
}
