import { m } from '../generated/texts/messages.js';

interface HoldersProps {
  holders: readonly string[];
  /** Who left: named for as long as the conversation goes on with the same code. */
  left: readonly string[];
}

/** Who holds the key, beside the code and during the call. */
export function Holders({ holders, left }: HoldersProps) {
  return (
    <p class="holders" role="status">
      {m.holders({ count: holders.length, labels: holders.join(', ') })}
      {left.length > 0 && <strong> {m.holders_left({ labels: left.join(', ') })}</strong>}
    </p>
  );
}
