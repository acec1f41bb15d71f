import type { SealLayer } from '#protocol';
import type { PortPlan } from './network/media-ports.js';

/**
 * What a media plane is, as data. Every plane has a program of its own in apps/, a user of its own and secrets of its
 * own; no program can be told to be another plane.
 */
export interface PlaneKind {
  /** In sentences for the operator: `booth plane`. */
  readonly title: string;
  /** Folder of its Janus templates below the checkout. */
  readonly templates: string;
  /** nftables table, its own. */
  readonly table: string;
  readonly ports: PortPlan;
  /** The layers it has where it is `full`. What is put in place of them must hold, or the plane is killed. */
  readonly layers: readonly SealLayer[];
}
