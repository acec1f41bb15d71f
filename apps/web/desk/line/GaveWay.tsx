import type { LineStep } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { directionWords, lineStepWords } from '../../text/line-page-words.js';
import { clock, dayOf, dayWords } from '../../text/moments.js';
import { DataTable } from '../../ui/DataTable.js';
import { Empty } from '../../ui/Empty.js';

interface GaveWayProps {
  steps: readonly LineStep[];
  zone: string;
}

/** What gave way in the last seven days, by day, the newest first. */
export function GaveWay({ steps, zone }: GaveWayProps) {
  const days = [...new Set(steps.map(({ from }) => dayOf(from, zone)))];
  return (
    <section class="stack" aria-labelledby="gave-way">
      <h2 id="gave-way">{m.line_gave_way()}</h2>
      {steps.length === 0 && (
        <Empty title={m.line_gave_way_none()}>
          <p>{m.line_gave_way_none_words()}</p>
        </Empty>
      )}
      {days.map((day) => (
        <div key={day} class="stack">
          <h3>{dayWords(day)}</h3>
          <DataTable
            caption={dayWords(day)}
            columns={[m.line_when(), m.line_class(), m.line_direction()]}
            rows={steps
              .filter(({ from }) => dayOf(from, zone) === day)
              .map((step) => ({
                key: `${step.code} ${step.direction ?? ''} ${step.from}`,
                cells: [whenOf(step, zone), lineStepWords(step.code), directionWords(step.direction)],
              }))}
          />
        </div>
      ))}
    </section>
  );
}

function whenOf({ from, to }: LineStep, zone: string): string {
  const began = clock(from, zone);
  if (to === undefined) return m.line_lasts({ from: began });
  const ended =
    dayOf(to, zone) === dayOf(from, zone) ? clock(to, zone) : `${dayWords(dayOf(to, zone))} ${clock(to, zone)}`;
  return `${began} – ${ended}`;
}
