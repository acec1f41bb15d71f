import { SealLayer, type SealProfile } from '#protocol';
import type { ProcessFacts } from './process-facts.js';

export interface Expectation {
  /** The user the plane shall have: not the launcher's. Undefined without root. */
  readonly uid: number | undefined;
  readonly mediaAddress: string;
  readonly mediaPorts: readonly [number, number];
  /** Mount points that may be written to: the two socket folders (no byte can be written there: file size 0). */
  readonly writable: readonly string[];
  readonly rulesetHolds: boolean;
}

const MODULES = 'libjanus_videoroom.so libjanus_websockets.so';

/** Which layers hold, by what the kernel says. Pure; the order is that of SealLayer. */
export function layersHeld(facts: ProcessFacts, expected: Expectation): SealLayer[] {
  const held: Record<SealLayer, boolean> = {
    'own-user':
      expected.uid !== undefined && facts.uids.length === 4 && facts.uids.every((uid) => uid === expected.uid),
    'no-capabilities': facts.withoutCapabilities,
    'no-new-privileges': facts.noNewPrivileges,
    seccomp: facts.seccompMode === 2,
    'read-only-root': facts.writableMounts.every((mount) => expected.writable.includes(mount) || KERNEL.test(mount)),
    'no-file-writes': facts.fileSizeZero,
    'no-core-dump': facts.coreSizeZero,
    'two-modules-only': facts.modules.join(' ') === MODULES,
    'no-tcp-listener': facts.tcpSockets === 0,
    'udp-media-range-only': facts.udpSockets.every((socket) => isMedia(socket, expected)),
    'no-way-out': expected.rulesetHolds,
  };
  return SealLayer.options.filter((layer) => held[layer]);
}

/** /proc and the devices bwrap binds; files of no disk. */
const KERNEL = /^\/(proc|dev)(\/|$)/;

function isMedia({ address, port }: { address: string; port: number }, expected: Expectation): boolean {
  const [from, to] = expected.mediaPorts;
  return address === expected.mediaAddress && port >= from && port <= to;
}

/** `full` only when every one of the plane's layers holds. */
export function profileOf(held: readonly SealLayer[], layers: readonly SealLayer[]): SealProfile {
  const missing = layers.filter((layer) => !held.includes(layer));
  return { profile: missing.length === 0 ? 'full' : 'demo', missing };
}

/** Layers that can be had without root, too. */
export const ALWAYS: readonly SealLayer[] = [
  'no-new-privileges',
  'no-file-writes',
  'no-core-dump',
  'two-modules-only',
  'no-tcp-listener',
  'udp-media-range-only',
];

/** Layers that were put in place and do not hold now. */
export function brokenLayers(promised: readonly SealLayer[], held: readonly SealLayer[]): SealLayer[] {
  return promised.filter((layer) => !held.includes(layer));
}
