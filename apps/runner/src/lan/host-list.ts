import { Audience } from '#protocol';
import type { RunnerConfig } from '../config.js';
import type { LanUse } from './lan-certificates.js';

/** Names that a visiting device looks up: of the audience hosts and of the relay, also while none runs. */
export function hostList({ domain, relay }: Pick<RunnerConfig, 'domain' | 'relay'>): Record<LanUse, string[]> {
  return {
    web: Audience.options.map((audience) => `${audience}.${domain}`),
    relay: [relay?.HABEAS_RELAY_HOST ?? `turn.${domain}`],
  };
}
