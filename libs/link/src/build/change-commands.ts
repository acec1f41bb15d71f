import type { LinePlan } from '../line-plan.js';
import type { Batch } from './batch.js';
import type { LinkSite } from './link-site.js';
import { markRuleset } from './mark-ruleset.js';
import { changeQueues, makeQueues } from './queues.js';
import { removeCommands } from './remove-commands.js';

const nft = (text: string): Batch => ({ program: 'nft', text });

/**
 * The fewest commands from one plan in force to another; none when they come to the same. Queues are there before the
 * marks that lead into them, and go after them.
 */
export function changeCommands(before: LinePlan, after: LinePlan, site: LinkSite): Batch[] {
  if (after.kind === 'first-come') {
    return before.kind === 'first-come' ? [] : removeCommands(site, { rules: true, root: true, incoming: true });
  }
  const ruleset = markRuleset(after, site);
  if (before.kind === 'first-come') return [...makeQueues(after, site), nft(ruleset)];
  const queues = changeQueues(before, after, site);
  return markRuleset(before, site) === ruleset ? queues : [...queues, nft(ruleset)];
}
