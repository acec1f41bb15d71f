import { type LinkSite, OWN } from '#link';
import { parseClasses } from './parse-classes.js';
import { ask, type Programs } from './programs.js';

/** What the kernel has of ours, and what is in the way. */
export interface KernelState {
  readonly device: boolean;
  /** Kind of a root queue on the device that somebody else made. */
  readonly foreign: string | undefined;
  /** Our root queue on the device. */
  readonly root: boolean;
  readonly incoming: boolean;
  readonly incomingRoot: boolean;
  /** `DEVICE CLASS` to `RATE CEILING`, in kbit/s. */
  readonly classes: ReadonlyMap<string, string>;
  /** Our table as the kernel lists it, without counters and elements. */
  readonly rules: string | undefined;
}

interface Link {
  readonly ifname?: string;
  readonly linkinfo?: { readonly info_kind?: string };
}

interface Qdisc {
  readonly dev: string;
  readonly kind: string;
  readonly handle: string;
  readonly root?: boolean;
}

export async function readKernel(programs: Programs, { device }: LinkSite): Promise<KernelState> {
  const json = async <T>(program: 'ip' | 'tc', args: string[]): Promise<T> =>
    JSON.parse((await ask(programs, program, args)) || '[]') as T;
  const listing = ['-s', '-t', 'list', 'table', 'netdev', OWN.table];
  const [links, qdiscs, rules] = await Promise.all([
    json<Link[]>('ip', ['-j', '-d', 'link', 'show']),
    json<Qdisc[]>('tc', ['-j', 'qdisc', 'show']),
    ask(programs, 'nft', listing).catch(() => undefined),
  ]);
  const has = (name: string) => links.some(({ ifname }) => ifname === name);
  const incoming = links.some(({ ifname, linkinfo }) => ifname === OWN.incoming && linkinfo?.info_kind === 'ifb');
  const rootOf = (name: string) => qdiscs.find(({ dev, root }) => dev === name && root === true);
  const own = (name: string) => rootOf(name)?.handle === OWN.handle;
  const top = rootOf(device);
  // The kernel's own have the handle 0.
  const foreign = top !== undefined && top.handle !== '0:' && top.handle !== OWN.handle ? top.kind : undefined;
  const shown = await Promise.all(
    [device, OWN.incoming].filter(own).map(async (name) => {
      return parseClasses(name, await ask(programs, 'tc', ['class', 'show', 'dev', name]));
    }),
  );
  return {
    device: has(device),
    foreign,
    root: own(device),
    incoming,
    incomingRoot: own(OWN.incoming),
    classes: new Map(shown.flat()),
    rules,
  };
}
