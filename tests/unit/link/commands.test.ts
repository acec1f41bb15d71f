import {
  type Batch,
  changeCommands,
  type ClassPlan,
  type LinkSite,
  markRuleset,
  SOUND_CLASSES,
  TRAFFIC_CLASSES,
  USUAL_POLICY,
} from '#link';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapacity, anySessions, booths, hearing, MARKING, planFor } from './line-samples.js';

const SITE: LinkSite = { device: 'wan0', kernel: { cake: false, fqCodel: false } };
const CAKE: LinkSite = { device: 'wan0', kernel: { cake: true, fqCodel: true } };
const NOTHING = { version: 1, kind: 'first-come' } as const;
const shown = (batches: readonly Batch[]) => batches.map(({ program, text }) => `# ${program}\n${text}`).join('\n');
const line = (...planned: Parameters<typeof planFor>) => planFor(...planned).line as ClassPlan;
const quiet = line(2000, [hearing()]);
const golden = (name: string) => `golden/${name}.txt`;

describe('the commands of a plan', () => {
  it('make queues first and lead into them then', async () => {
    await expect(shown(changeCommands(NOTHING, quiet, SITE))).toMatchFileSnapshot(golden('first-plan'));
  });

  it('with CAKE are two queues, and the mark alone chooses', async () => {
    await expect(shown(changeCommands(NOTHING, quiet, CAKE))).toMatchFileSnapshot(golden('first-plan-cake'));
  });

  it('know IPv6', async () => {
    const other = line(2000, [hearing()], { marking: { ...MARKING, address: '2001:db8::7' } });
    await expect(markRuleset(other, SITE)).toMatchFileSnapshot(golden('ruleset-ipv6'));
  });

  it('of a lossy line send sound a second time, once it is known as sound', async () => {
    const lossy = line(2000, [hearing()], { lossy: { up: true, down: true } });
    await expect(shown(changeCommands(quiet, lossy, SITE))).toMatchFileSnapshot(golden('sound-twice'));
    await expect(shown(changeCommands(lossy, quiet, SITE))).toMatchFileSnapshot(golden('sound-once-again'));
    const policy = { ...USUAL_POLICY, duplicate: SOUND_CLASSES };
    const both = line(9000, [hearing(), ...booths(1)], { lossy: { up: true, down: true }, policy });
    await expect(markRuleset(both, CAKE)).toMatchFileSnapshot(golden('sound-of-both-twice-cake'));
  });

  it('from plan to plan change what differs, in place', async () => {
    await expect(shown(changeCommands(quiet, line(2000, [hearing(), ...booths(1)]), SITE))).toMatchFileSnapshot(
      golden('a-booth-more'),
    );
    const faster = line(2500, [hearing()]);
    await expect(shown(changeCommands(quiet, faster, SITE))).toMatchFileSnapshot(golden('a-faster-line'));
  });

  it('at the end take away what was made, and nothing else', async () => {
    await expect(shown(changeCommands(quiet, NOTHING, SITE))).toMatchFileSnapshot(golden('no-plan'));
  });

  it('from a plan to the same one are none', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        const plan = line(kbps, sessions);
        expect(changeCommands(plan, structuredClone(plan), SITE)).toEqual([]);
      }),
    );
    expect(changeCommands(NOTHING, NOTHING, SITE)).toEqual([]);
  });

  it('never make a queue anew, and name each class that changes once a direction', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, anyCapacity, anySessions, (kbps, before, others, after) => {
        const commands = changeCommands(line(kbps, before), line(others, after), SITE);
        for (const { text } of commands.filter(({ program }) => program === 'tc')) {
          const lines = text.trimEnd().split('\n');
          expect(lines.filter((one) => !one.startsWith('class change dev '))).toEqual([]);
          expect(new Set(lines.map((one) => one.split(' htb ')[0])).size).toBe(lines.length);
        }
        expect(commands.every(({ program }) => program !== 'ip')).toBe(true);
      }),
    );
  });

  it('never put a packet into a class without its mark', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        const text = markRuleset(line(kbps, sessions), SITE);
        for (const chain of text.split('  chain ').filter((one) => one.includes('meta priority set'))) {
          const [marked, queued] = [chain.indexOf('ip dscp set'), chain.indexOf('meta priority set')];
          expect(marked).toBeGreaterThan(0);
          expect(marked).toBeLessThan(queued);
        }
        expect(text.match(/meta priority set/g)).toHaveLength(2 * TRAFFIC_CLASSES.length);
      }),
    );
  });
});
