import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Dialog } from '../ui/Dialog.js';
import { Working } from '../ui/Working.js';
import type { WriteDialogProps } from './WriteDialog.js';

/** Comes with the call, not with the page, and not only when it is wanted. `open`: somebody wants to write. */
export function LaterWriteDialog({ open, ...props }: WriteDialogProps & { open: boolean }) {
  const [come, set] = useState<{ Write: ComponentType<WriteDialogProps> }>();
  useEffect(() => {
    if (come) return;
    import('./WriteDialog.js').then(
      ({ WriteDialog }) => set({ Write: WriteDialog }),
      () => undefined,
    );
  }, [open]);
  if (!open) return null;
  if (come) return <come.Write {...props} />;
  return (
    <Dialog title={m.call_words_title()} onClose={props.onClose}>
      <Working what={m.starting()} />
    </Dialog>
  );
}
