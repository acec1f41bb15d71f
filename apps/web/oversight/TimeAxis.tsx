import { m } from '../generated/texts/messages.js';
import { entryWords } from './entry-words.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { ProofMark } from '../ui/ProofMark.js';
import { type DetailsHere, opensHere } from './details-here.js';
import type { ReadEntry } from './fold/ordered.js';

interface TimeAxisProps {
  entries: readonly ReadEntry[];
  zone: string;
  /** The log holds: computed here. */
  checked: boolean;
  details: DetailsHere;
  onOpen: (entry: ReadEntry) => void;
}

/** Whose word an entry is: the facility's, or a signature of the party's own device. */
const vouched = ({ leaf }: ReadEntry): string => (leaf.by.startsWith('visit:') ? m.by_device() : m.by_facility());

/** One entry below the other, as they stand in the log. */
export function TimeAxis({ entries, zone, checked, details, onOpen }: TimeAxisProps) {
  return (
    <section class="stack" aria-labelledby="axis">
      <h2 id="axis">{m.session_axis()}</h2>
      <ol class="axis">
        {entries.map((entry) => (
          <li key={entry.index} class="axis-entry">
            <time class="axis-time" dateTime={entry.leaf.time}>
              {clock(entry.leaf.time, zone)}
            </time>
            <div class="stack">
              <p class="lead">{entryWords(entry)}</p>
              <p class="small">
                {m.entry_number()} {entry.index} · {vouched(entry)}
              </p>
            </div>
            <div class="axis-proof">
              <ProofMark entered checked={checked} />
              {entry.leaf.commitment && opensHere(details, entry.index) && (
                <Button onPress={() => onOpen(entry)}>{m.open_entry({ index: entry.index })}</Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
