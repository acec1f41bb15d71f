import { nft } from '#confine';
import { BoothPlaneError } from '../booth-plane-error.js';
import { removeRuleset, type RulesetPlan, rulesetHolds, rulesetText, TABLE } from './ruleset.js';

/** The rule in the kernel. Needs root (CAP_NET_ADMIN). */
export class Nftables {
  /** False when this machine has no nftables: then the layer is missing, and said so. */
  async isUsable(): Promise<boolean> {
    return nft(['list', 'tables']).then(
      () => true,
      () => false,
    );
  }

  /** When this resolves the rule is in force. @throws BoothPlaneError `ruleset-refused`. */
  async load(plan: RulesetPlan): Promise<void> {
    await nft(['-f', '-'], rulesetText(plan)).catch((error: Error) => {
      throw new BoothPlaneError('ruleset-refused', `nftables refused the rule of the booth plane: ${error.message}`);
    });
  }

  async holds(plan: RulesetPlan): Promise<boolean> {
    return nft(['-n', 'list', 'table', 'inet', TABLE]).then(
      (listing) => rulesetHolds(listing, plan),
      () => false,
    );
  }

  async remove(): Promise<void> {
    await nft(['-f', '-'], removeRuleset);
  }
}
