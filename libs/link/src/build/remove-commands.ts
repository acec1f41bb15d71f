import { type Batch, batch } from './batch.js';
import { type LinkSite, OWN } from './link-site.js';

/** What of ours is in the kernel. */
export interface Present {
  readonly rules: boolean;
  /** The root queue of the device, with all in it. */
  readonly root: boolean;
  /** The IFB device, with all in it. */
  readonly incoming: boolean;
}

/** Takes away what is there of ours, and nothing else: the marks first, since they lead into the queues. */
export function removeCommands({ device }: LinkSite, { rules, root, incoming }: Present): Batch[] {
  return [
    ...(rules ? [batch('nft', [`delete table netdev ${OWN.table}`])] : []),
    ...(root ? [batch('tc', [`qdisc del dev ${device} root handle ${OWN.handle}`])] : []),
    ...(incoming ? [batch('ip', [`link del dev ${OWN.incoming}`])] : []),
  ];
}
