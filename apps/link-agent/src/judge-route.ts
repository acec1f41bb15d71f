import type { NotCopied } from './not-copied.js';

/** One way of a route, as `ip -j route` prints it. */
interface Hop {
  readonly dev?: string;
  readonly gateway?: string;
  /** A gateway of the other family. */
  readonly via?: { readonly host: string };
  readonly flags?: readonly string[];
}

export interface Route extends Hop {
  readonly metric?: number;
  readonly nexthops?: readonly Hop[];
}

const hopsOf = (route: Route): Hop[] => [...(route.nexthops ?? (route.dev === undefined ? [] : [route]))];

/**
 * Whether what leaves by the default route may leave twice: undefined, or why not. Each way that the kernel may take has to
 * be the site's own device, with a gateway on it unless the device has only one other end.
 */
export function judgeRoute(routes: readonly Route[], device: string, pointToPoint: boolean): NotCopied | undefined {
  const metric = ({ metric = 0 }: Route) => metric;
  const best = Math.min(...routes.map(metric));
  const hops = routes
    .filter((route) => metric(route) === best)
    .flatMap(hopsOf)
    .filter(({ flags = [] }) => !flags.includes('dead'));
  if (hops.length === 0) return 'no-route';
  if (hops.some(({ dev }) => dev !== device)) return 'other-device';
  const led = ({ gateway, via }: Hop) => gateway !== undefined || via !== undefined;
  return pointToPoint || hops.every(led) ? undefined : 'no-gateway';
}
