import { PlaneError } from '../plane-error.js';

export interface PortSituation {
  /** Ports of all UDP sockets of this machine. */
  readonly used: ReadonlySet<number>;
  /** net.ipv4.ip_local_port_range: ports the kernel hands out by itself. */
  readonly handedOut: readonly [number, number];
  /** net.ipv4.ip_local_reserved_ports as [from, to] pairs. */
  readonly reserved: readonly (readonly [number, number])[];
}

/** Which ports a plane takes by itself. */
export interface PortPlan {
  /** The setting that names other ones. */
  readonly setting: string;
  readonly count: number;
  /** First ports of the ranges that are tried, in this order. */
  readonly firsts: readonly number[];
}

export interface PortWishes {
  readonly wished?: readonly [number, number] | undefined;
  /** Ports of another plane, which it may bind at any time: none of them is taken. */
  readonly ofOthers?: readonly [number, number] | undefined;
}

/**
 * The UDP ports of media: free, and none that the kernel hands out to a socket without a port of its own, since a
 * forwarder's socket that got one by chance would pass the rule. @throws PlaneError `no-media-ports`.
 */
export function chooseMediaPorts(
  situation: PortSituation,
  { setting, count, firsts }: PortPlan,
  { wished, ofOthers }: PortWishes = {},
): [number, number] {
  if (wished !== undefined) {
    const problem = problemOf(wished, situation, ofOthers);
    if (problem === undefined) return [wished[0], wished[1]];
    throw new PlaneError('no-media-ports', `${setting} ${wished[0]}-${wished[1]}: ${problem}`);
  }
  for (const first of firsts) {
    const range: [number, number] = [first, first + count - 1];
    if (problemOf(range, situation, ofOthers) === undefined) return range;
  }
  throw new PlaneError('no-media-ports', `No free range of ${count} UDP ports was found; set ${setting}.`);
}

function problemOf(
  [from, to]: readonly [number, number],
  situation: PortSituation,
  ofOthers: readonly [number, number] | undefined,
): string | undefined {
  if (ofOthers !== undefined && from <= ofOthers[1] && to >= ofOthers[0]) {
    return `${ofOthers[0]}-${ofOthers[1]} are media ports of another plane.`;
  }
  for (let port = from; port <= to; port += 1) {
    if (situation.used.has(port)) return `port ${port} is in use by another program.`;
    const handedOut = port >= situation.handedOut[0] && port <= situation.handedOut[1];
    if (handedOut && !situation.reserved.some(([low, high]) => port >= low && port <= high)) {
      return `the kernel hands out port ${port} to any program (net.ipv4.ip_local_port_range); take others, or reserve them: sysctl -w net.ipv4.ip_local_reserved_ports=${from}-${to}`;
    }
  }
  return undefined;
}

/** From the texts of /proc/net/udp, udp6 and the two sysctls. */
export function parsePortSituation(udpTables: string, range: string, reserved: string): PortSituation {
  const used = new Set<number>();
  for (const found of udpTables.matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) /gm)) {
    used.add(Number.parseInt(found[1] as string, 16));
  }
  const [low, high] = range.trim().split(/\s+/).map(Number) as [number, number];
  const pairs = reserved
    .trim()
    .split(',')
    .filter(Boolean)
    .map((part) => part.split('-').map(Number))
    .map(([from, to]) => [from, to ?? from] as [number, number]);
  return { used, handedOut: [low, high], reserved: pairs };
}
