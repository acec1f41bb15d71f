import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import type { CheckedFolder } from './check-folder.js';
import type { ChosenFolder } from './chosen-folder.js';

/** What was checked, so that it can be written down, compared and printed. */
export function FolderFacts({ folder, checked }: { folder: ChosenFolder; checked: CheckedFolder }) {
  const { report } = checked.log;
  return (
    <section class="stack" aria-labelledby="facts">
      <h2 id="facts">{m.verify_facts()}</h2>
      <dl class="facts">
        <dt>{m.log_origin()}</dt>
        <dd>{report.origin ?? '–'}</dd>
        <dt>{m.log_size()}</dt>
        <dd>{report.size ?? '–'}</dd>
        <dt>{m.verify_root()}</dt>
        <dd>
          <code>{report.root ?? '–'}</code>
        </dd>
        <dt>{m.verify_found_key()}</dt>
        <dd>
          <code>{folder.foundKey ?? '–'}</code>
        </dd>
        <dt>{m.verify_signers()}</dt>
        <dd>{folder.signers.join(', ') || '–'}</dd>
        <dt>{m.verify_openings()}</dt>
        <dd>{checked.openings.length}</dd>
        <dt>{m.verify_took()}</dt>
        <dd>{m.verify_seconds({ seconds: (checked.milliseconds / 1000).toFixed(1) })}</dd>
      </dl>
      <p class="screen-only">
        <Button onPress={() => print()}>{m.print()}</Button>
      </p>
    </section>
  );
}
