import type { LinePlan } from '#link';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../apps/link-agent/src/config.js';
import { holds } from '../../../apps/link-agent/src/holds.js';
import type { KernelState } from '../../../apps/link-agent/src/kernel-state.js';
import { parseClasses } from '../../../apps/link-agent/src/parse-classes.js';
import { parsePlan } from '../../../apps/link-agent/src/plan-socket.js';
import { hearing, planFor } from '../link/line-samples.js';

const { line } = planFor(2000, [hearing()]);
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the link agent', () => {
  it('knows one device, from its settings, and no name that would be more than a name', () => {
    const set = (device: string) => readConfig({ HABEAS_LINK_DEVICE: device, HABEAS_LINK_FOLDER: '/run/link' });
    expect(set('enp3s0.12').device).toBe('enp3s0.12');
    for (const device of ['', 'a b', 'wan0" accept', '-batch', 'x'.repeat(16), 'wan0\nflush'])
      expect(code(() => set(device))).toBe('bad-settings');
  });

  it('copies nothing unless its settings say so', () => {
    const set = (copies?: string) =>
      readConfig({ HABEAS_LINK_DEVICE: 'wan0', HABEAS_LINK_FOLDER: '/run/link', HABEAS_LINK_COPIES: copies });
    expect([set(), set('off'), set('on')].map(({ copies }) => copies)).toEqual([false, false, true]);
    expect(code(() => set('yes'))).toBe('bad-settings');
  });

  it('takes a plan and nothing else', () => {
    expect(parsePlan(JSON.stringify(line))).toEqual(line);
    for (const text of [
      '',
      '{',
      '[]',
      '{"version":2,"kind":"first-come"}',
      JSON.stringify({ ...line, device: 'eth0' }),
    ])
      expect(code(() => parsePlan(text))).toBe('bad-plan');
  });

  it('reads classes as tc prints them, in any unit', () => {
    const printed = [
      'class htb 7a:10 parent 7a:1 leaf 7a10: prio 0 quantum 1514 rate 496Kbit ceil 1100Kbit burst 1599b cburst 1600b ',
      'class htb 7a:1 root rate 2Mbit ceil 2Mbit burst 1600b cburst 1600b ',
      'class htb 7a:20 parent 7a:1 leaf 7a20: prio 1 rate 1Kbit ceil 1.5Gbit burst 1599b',
    ].join('\n');
    expect(parseClasses('wan0', printed)).toEqual([
      ['wan0 7a:10', '496 1100'],
      ['wan0 7a:1', '2000 2000'],
      ['wan0 7a:20', '1 1500000'],
    ]);
  });

  it('does not take for in force what lacks a class, a rate, a rule or a device', () => {
    const site = { device: 'wan0', kernel: { cake: false, fqCodel: false } };
    const lines = (plan: LinePlan) =>
      plan.kind === 'first-come'
        ? []
        : (['up', 'down'] as const).flatMap((way): [string, string][] => {
            const device = way === 'up' ? 'wan0' : 'habeas-link';
            const { rate, classes } = plan[way];
            return [
              [`${device} 7a:1`, `${rate} ${rate}`],
              ...Object.values(classes).map(({ guaranteed, ceiling }, at): [string, string] => [
                `${device} 7a:${at + 1}0`,
                `${guaranteed} ${ceiling}`,
              ]),
            ];
          });
    const whole: KernelState = {
      device: true,
      foreign: undefined,
      root: true,
      incoming: true,
      incomingRoot: true,
      classes: new Map(lines(line)),
      rules: 'table',
    };
    const held = (change: Partial<KernelState>) => holds(line, site, { ...whole, ...change }, 'table');
    expect(held({})).toBe(true);
    for (const key of ['device', 'root', 'incoming', 'incomingRoot'] as const)
      expect(held({ [key]: false })).toBe(false);
    expect(held({ rules: undefined })).toBe(false);
    expect(held({ rules: 'table, changed' })).toBe(false);
    expect(holds(line, site, { ...whole, rules: 'dup to "lan"' }, undefined)).toBe(false);
    expect(held({ classes: new Map(lines(line).slice(1)) })).toBe(false);
    expect(held({ classes: new Map([...lines(line), ['wan0 7a:10', '1 1']]) })).toBe(false);
    expect(holds({ version: 1, kind: 'first-come' }, site, whole, undefined)).toBe(false);
  });
});
