import type { LineWay } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { directionWords, lineClassWords } from '../../text/line-page-words.js';
import { DataTable } from '../../ui/DataTable.js';

/** One direction: what each kind of traffic has at least and at most, in the order in which it is given. */
export function LineWayTable({ way }: { way: LineWay }) {
  const { direction, carries, usable, classes } = way;
  const words = directionWords(direction);
  return (
    <div class="stack">
      <h2>{words}</h2>
      <p>{m.line_figures({ carries, usable })}</p>
      {classes && (
        <DataTable
          caption={words}
          columns={[m.line_class(), m.line_least(), m.line_most(), m.line_share()]}
          rows={classes.map(({ name, guaranteed, ceiling }) => ({
            key: name,
            cells: [
              lineClassWords(name),
              guaranteed,
              ceiling,
              <meter key="share" class="line-share" min={0} max={usable} value={guaranteed} aria-hidden="true" />,
            ],
          }))}
        />
      )}
    </div>
  );
}
