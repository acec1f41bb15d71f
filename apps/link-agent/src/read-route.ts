import type { LinkSite } from '#link';
import { judgeRoute, type Route } from './judge-route.js';
import type { NotCopied } from './not-copied.js';
import { ask, type Programs } from './programs.js';

interface Link {
  readonly flags?: readonly string[];
}

/** Reads the kernel's default route of the family of `address`, and judges it. Never rejects: what cannot be read is none. */
export async function readRoute(
  programs: Programs,
  { device }: LinkSite,
  address: string,
): Promise<NotCopied | undefined> {
  const json = async <T>(args: string[]): Promise<T> => JSON.parse((await ask(programs, 'ip', args)) || '[]') as T;
  const family = address.includes(':') ? '-6' : '-4';
  try {
    const [routes, links] = await Promise.all([
      json<Route[]>(['-j', family, 'route', 'show', 'default']),
      json<Link[]>(['-j', 'link', 'show', 'dev', device]),
    ]);
    const pointToPoint = links.some(({ flags = [] }) => flags.includes('POINTOPOINT'));
    return judgeRoute(routes, device, pointToPoint);
  } catch {
    return 'no-route';
  }
}
