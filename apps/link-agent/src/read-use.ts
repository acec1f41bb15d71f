import { bothWays, deviceOf, leafHandle, LineUse, type LinkSite, TRAFFIC_CLASSES } from '#link';
import { z } from 'zod';
import { ask, type Programs } from './programs.js';

const Shown = z.array(
  z.object({ dev: z.string(), handle: z.string(), bytes: z.int(), drops: z.int(), backlog: z.int() }),
);

/** @throws when what tc printed is not what its queues of all classes look like. */
export function parseUse(printed: string, site: LinkSite): LineUse {
  const shown = Shown.parse(JSON.parse(printed));
  return LineUse.parse(
    bothWays((way) => {
      const device = deviceOf(way, site);
      return Object.fromEntries(
        TRAFFIC_CLASSES.map((name) => {
          const queue = shown.find(({ dev, handle }) => dev === device && handle === leafHandle(name));
          return [name, queue && { bytes: queue.bytes, dropped: queue.drops, waiting: queue.backlog }];
        }),
      );
    }),
  );
}

/** What the queues of the plan in force counted. Undefined where there are none, and with CAKE, which has one for all classes. */
export async function readUse(programs: Programs, site: LinkSite): Promise<LineUse | undefined> {
  if (site.kernel.cake) return undefined;
  try {
    return parseUse(await ask(programs, 'tc', ['-s', '-j', 'qdisc', 'show']), site);
  } catch {
    return undefined;
  }
}
