import { nft } from '#confine';
import { PlaneError } from '../plane-error.js';
import type { PlaneKind } from '../plane-kind.js';
import { removeRuleset, type RulesetPlan, rulesetHolds, rulesetText } from './ruleset.js';

/** A plane's rule in the kernel. Needs root (CAP_NET_ADMIN). */
export class Nftables {
  constructor(private readonly kind: Pick<PlaneKind, 'table' | 'title'>) {}

  /** False when this machine has no nftables: then the layer is missing, and said so. */
  async isUsable(): Promise<boolean> {
    return nft(['list', 'tables']).then(
      () => true,
      () => false,
    );
  }

  /** When this resolves the rule is in force. @throws PlaneError `ruleset-refused`. */
  async load(plan: RulesetPlan): Promise<void> {
    await nft(['-f', '-'], rulesetText(this.kind.table, plan)).catch((error: Error) => {
      throw new PlaneError('ruleset-refused', `nftables refused the rule of the ${this.kind.title}: ${error.message}`);
    });
  }

  async holds(plan: RulesetPlan): Promise<boolean> {
    return nft(['-n', 'list', 'table', 'inet', this.kind.table]).then(
      (listing) => rulesetHolds(listing, plan),
      () => false,
    );
  }

  async remove(): Promise<void> {
    await nft(['-f', '-'], removeRuleset(this.kind.table));
  }
}
