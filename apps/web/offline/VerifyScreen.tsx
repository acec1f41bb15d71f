import { m } from '../generated/texts/messages.js';
import { Finding } from '../oversight/Finding.js';
import { type Frame, OversightPage } from '../oversight/OversightPage.js';
import { Button } from '../ui/Button.js';
import { Field } from '../ui/Field.js';
import { Notice } from '../ui/Notice.js';
import type { ChosenFolder } from './chosen-folder.js';
import { FolderChoice } from './FolderChoice.js';
import { FolderFacts } from './FolderFacts.js';
import { StepList } from './StepList.js';
import type { FolderCheck } from './use-folder-check.js';

interface VerifyScreenProps {
  frame: Frame;
  folder: ChosenFolder | undefined;
  onChoose: (folder: ChosenFolder | undefined) => void;
  check: FolderCheck;
}

/** Trust nobody: the log of a folder against the key that this person holds, step by step. */
export function VerifyScreen({ frame, folder, onChoose, check }: VerifyScreenProps) {
  const { key, setKey, running, held, checked, unreadable, run } = check;
  return (
    <OversightPage
      frame={frame}
      title={m.verify_title()}
      main={
        <Button kind="main" off={!folder || running} why="verify-needs" onPress={run}>
          {m.verify_now()}
        </Button>
      }
    >
      <p id="verify-needs">{m.verify_words()}</p>
      <FolderChoice folder={folder} onChoose={onChoose} />
      <Field label={m.verify_key()} hint={m.verify_key_words()} value={key} onInput={setKey} maxLength={300} />
      {unreadable && <Notice kind="bad" title={m.verify_unreadable()} role="status" />}
      {(running || checked) && (
        <StepList
          held={held}
          failed={checked?.log.report.finding?.step}
          running={running}
          openings={folder?.openings !== undefined}
        />
      )}
      {checked && <Finding report={checked.log.report} said={undefined} />}
      {checked && !checked.pinned && (
        <Notice kind="caution" title={m.verify_not_pinned()}>
          <p>{m.verify_not_pinned_words()}</p>
        </Notice>
      )}
      {folder && checked && <FolderFacts folder={folder} checked={checked} />}
    </OversightPage>
  );
}
