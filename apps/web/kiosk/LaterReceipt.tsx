import type { SeenRound } from '#protocol';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Working } from '../ui/Working.js';

type ReceiptProps = { seen: SeenRound };

/** The scripts of a receipt come when somebody wants it. */
export function LaterReceipt({ seen }: ReceiptProps) {
  const [part, set] = useState<{ Part: ComponentType<ReceiptProps> } | 'coming' | 'failed'>('coming');
  useEffect(() => {
    if (part !== 'coming') return;
    import('./ReceiptCode.js').then(
      ({ ReceiptCode }) => set({ Part: ReceiptCode }),
      () => set('failed'),
    );
  }, [part]);
  if (typeof part === 'object') return <part.Part seen={seen} />;
  if (part === 'coming') return <Working what={m.starting()} />;
  return <Button onPress={() => set('coming')}>{m.try_again()}</Button>;
}
