import { m } from '../generated/texts/messages.js';

/** Who holds the key, beside the code and during the call. */
export function Holders({ holders }: { holders: readonly string[] }) {
  return <p class="holders">{m.holders({ count: holders.length, labels: holders.join(', ') })}</p>;
}
