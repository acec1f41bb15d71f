import type { SeenRound } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { useLater } from '../ui/use-later.js';
import { Working } from '../ui/Working.js';

const load = () => import('./ReceiptCode.js');

/** The scripts of a receipt come when somebody wants it. */
export function LaterReceipt({ seen }: { seen: SeenRound }) {
  const { part, failed, again } = useLater(load);
  if (part) return <part.ReceiptCode seen={seen} />;
  return failed ? <Button onPress={again}>{m.try_again()}</Button> : <Working what={m.starting()} />;
}
