import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { ReadAloud } from '../speech/ReadAloud.js';
import { Button } from './Button.js';

interface DialogProps {
  title: string;
  children: ComponentChildren;
  onClose: () => void;
}

/** Modal; Escape closes, afterwards the focus is back where it was (the element's own behaviour). */
export function Dialog({ title, children, onClose }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <ReadAloud />
        <Button onPress={onClose}>{m.close()}</Button>
      </div>
      <div class="dialog-body stack-wide">{children}</div>
    </dialog>
  );
}
