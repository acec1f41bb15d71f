import type { KeptOpening } from '#ledger';
import type { LogSummary } from '#protocol';
import { useState } from 'preact/hooks';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Failed } from '../../ui/Failed.js';
import { Notice } from '../../ui/Notice.js';
import { saveFile } from '../../ui/save-file.js';
import { Working } from '../../ui/Working.js';

interface ExportLogProps {
  facility: { name: string; zone: string };
  said: LogSummary;
  /** Opened on this page since it was loaded. */
  openings: readonly KeptOpening[];
}

/** One archive to take away: the whole log, and of the details only what a person opened with a reason and chose. */
export function ExportLog({ facility, said, openings }: ExportLogProps) {
  const [left, leave] = useState<ReadonlySet<number>>(new Set());
  const [made, setMade] = useState<string>();
  const pack = useAction(async () => {
    setMade(undefined);
    const { makeExport } = await import('./make-export.js');
    const chosen = openings.filter(({ index }) => !left.has(index));
    const { name, bytes } = await makeExport({ facility, said, openings: chosen, keyWords: m.export_key_words() });
    saveFile(name, bytes);
    setMade(name);
  });
  const turn = (index: number) =>
    leave((before) => new Set(before.has(index) ? [...before].filter((one) => one !== index) : [...before, index]));
  return (
    <section class="stack" aria-labelledby="export">
      <h2 id="export">{m.export_title()}</h2>
      <p>{m.export_words()}</p>
      {openings.length === 0 ? (
        <p>{m.export_no_openings()}</p>
      ) : (
        <fieldset class="stack">
          <legend class="lead">{m.export_openings()}</legend>
          {openings.map(({ index, reason }) => (
            <label key={index} class="tick">
              <input type="checkbox" checked={!left.has(index)} onChange={() => turn(index)} />
              <span>{m.export_opening({ index, reason })}</span>
            </label>
          ))}
          <p class="small">{m.export_names_words()}</p>
        </fieldset>
      )}
      {pack.failure && <Failed failure={pack.failure} />}
      {pack.running && <Working what={m.export_making()} />}
      {made && (
        <Notice kind="good" title={m.export_made({ name: made })} role="status">
          <p>{m.export_key_words()}</p>
        </Notice>
      )}
      <p class="row">
        <Button off={pack.running} onPress={() => pack.run()}>
          {m.export_make()}
        </Button>
        <a href="/offline.html" download="habeas-oversight.html">
          {m.offline_page()}
        </a>
      </p>
    </section>
  );
}
