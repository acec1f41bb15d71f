import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClassPlan, LinkSession, Marking, PlanInput } from '#link';
import { KeptPlan } from '../../../apps/link-agent/src/kept-plan.js';
import { LinkAgent } from '../../../apps/link-agent/src/link-agent.js';
import type { NotCopied } from '../../../apps/link-agent/src/not-copied.js';
import type { Programs } from '../../../apps/link-agent/src/programs.js';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { MARKING, planFor } from '../../unit/link/line-samples.js';

/** The planes are in the facility of the street. */
export const STREET_MARKING: Marking = { ...MARKING, address: '10.80.1.2' };

export const streetLinkPlan = (kbps: number, sessions: readonly LinkSession[], other: Partial<PlanInput> = {}) =>
  planFor(kbps, sessions, { marking: STREET_MARKING, ...other });

/** The part of it for the agent. */
export const streetPlan = (...given: Parameters<typeof streetLinkPlan>) => streetLinkPlan(...given).line as ClassPlan;

/** The agent itself, in this process, with the programs of the street's router. */
export class RouterAgent {
  readonly said: string[] = [];
  readonly agent: LinkAgent;

  private constructor(
    readonly folder: string,
    street: UplinkStreet,
    programs: Programs,
    notCopied: NotCopied | undefined,
  ) {
    this.agent = new LinkAgent({
      site: { device: street.device, kernel: { cake: false, fqCodel: false } },
      programs,
      kept: new KeptPlan(folder),
      log: (line) => this.said.push(line),
      notCopied,
    });
  }

  /** `notCopied`: what the site says. */
  static async start(street: UplinkStreet, programs = street.programs, notCopied?: NotCopied): Promise<RouterAgent> {
    const made = new RouterAgent(await mkdtemp(join(tmpdir(), 'hlink-')), street, programs, notCopied);
    await made.agent.start();
    return made;
  }

  /** `agent.stop()` comes first, unless what is left is the point. */
  async removeFolder(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** All that a plan could have left behind on the router, without counters. */
export async function networkOf(street: UplinkStreet): Promise<string> {
  const looks = [
    ['ip', '-br', 'link'],
    ['tc', 'qdisc', 'show'],
    ['tc', 'class', 'show', 'dev', street.device],
    ['tc', 'filter', 'show', 'dev', street.device],
    ['nft', '-s', '-t', 'list', 'ruleset'],
  ];
  const texts: string[] = [];
  for (const argv of looks) texts.push(await street.run('router', argv));
  // Of devices the names: addresses and carriers come and go.
  const names = (texts[0] ?? '').replaceAll(/^([^\s@]+).*$/gm, '$1');
  return [names, ...texts.slice(1)].join('\n---\n');
}
