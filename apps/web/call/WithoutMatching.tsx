import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';

/** The attorney's side alone may choose this; it is entered in the record and the banner stays on every screen. */
export function WithoutMatching({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  return (
    <Dialog title={m.without_matching_title()} onClose={onNo}>
      <p>{m.without_matching_words()}</p>
      <Button kind="danger" onPress={onYes}>
        {m.without_matching_yes()}
      </Button>
    </Dialog>
  );
}
