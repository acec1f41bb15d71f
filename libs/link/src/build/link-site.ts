/** A device as the kernel names it. These bytes become text of rulesets and scripts: nothing else may be in them. */
export const DEVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$/;

/** Where a plan is put into force; the agent's own setting, never part of a plan. */
export interface LinkSite {
  /** The device towards the line: a DEVICE_NAME. */
  readonly device: string;
  readonly kernel: LinkKernel;
  /** Where the planes' packets come into a router that is also the building's access point; the agent has none. */
  readonly inside?: MarkedDevice | undefined;
}

/** A DEVICE_NAME, and the address that the planes have in packets on it. */
export interface MarkedDevice {
  readonly device: string;
  readonly address: string;
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
