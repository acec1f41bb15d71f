/** Where a plan is put into force; the agent's own setting, never part of a plan. */
export interface LinkSite {
  /** The device towards the line, as the kernel names it: at most 15 of A-Z, a-z, 0-9, `.`, `_`, `-`. */
  readonly device: string;
  readonly kernel: LinkKernel;
}

/** What this kernel has beyond HTB. */
export interface LinkKernel {
  readonly cake: boolean;
  readonly fqCodel: boolean;
}

/** Everything of the agent in the kernel has one of these names, and nothing else is ever touched. */
export const OWN = {
  /** `netdev` table. */
  table: 'habeas_link',
  /** The device (IFB) that incoming packets queue in. */
  incoming: 'habeas-link',
  /** Handle of both root queues, hexadecimal. */
  handle: '7a:',
} as const;
