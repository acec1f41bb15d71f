import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Programs } from '../../../apps/link-agent/src/programs.js';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { anyCapacity, anySessions, booths, hearing } from '../../unit/link/line-samples.js';
import { networkOf, RouterAgent, streetPlan } from './router-agent.js';

const FIRST = streetPlan(2000, [hearing()]);
const SECOND = streetPlan(2600, [hearing(), ...booths(2)]);
const NOTHING = { version: 1, kind: 'first-come' } as const;
const RANDOM = 40;

let street: UplinkStreet;
let empty: string;
beforeAll(async () => {
  street = await UplinkStreet.open(2000);
  // Somebody else's, which must never be touched.
  await street.run('router', ['nft', 'add table netdev habeas_links; add table inet filter']);
  await street.run('router', ['tc', 'qdisc', 'add', 'dev', 'lan', 'root', 'handle', '7a:', 'pfifo', 'limit', '77']);
  empty = await networkOf(street);
});
afterAll(() => street.close());

/** Runs `work` with an agent that is stopped afterwards; nothing of it may be left. */
async function withAgent(work: (started: RouterAgent) => Promise<void>, programs?: Programs): Promise<void> {
  const started = await RouterAgent.start(street, programs);
  try {
    await work(started);
  } finally {
    await started.agent.stop();
    await started.removeFolder();
  }
  expect(await networkOf(street)).toBe(empty);
}

describe('a plan in the kernel', () => {
  it('is applied, changed in place and removed; the same one again does nothing', async () => {
    await withAgent(async ({ agent }) => {
      expect(await agent.apply(FIRST)).toMatchObject({ changed: true });
      const first = await networkOf(street);
      expect(first).not.toBe(empty);
      expect(await agent.apply(structuredClone(FIRST))).toMatchObject({ changed: false });
      expect(await networkOf(street)).toBe(first);
      expect(await agent.apply(SECOND)).toMatchObject({ changed: true });
      expect(await networkOf(street)).toMatch(/class htb 7a:20 .*rate 111Kbit/);
      await agent.apply(NOTHING);
      expect(await networkOf(street)).toBe(empty);
    });
  });

  it('any plans, one after the other, leave everything as it was', async () => {
    const plans = fc.sample(
      fc.tuple(anyCapacity, anySessions, fc.nat(4)).map(([kbps, sessions, one]) => {
        return one === 0 ? NOTHING : streetPlan(kbps, sessions, { lossy: { up: one % 2 === 1, down: false } });
      }),
      { numRuns: RANDOM, seed: 7 },
    );
    await withAgent(async ({ agent }) => {
      for (const plan of plans) await agent.apply(plan);
    });
  });

  it('is refused where somebody else has a queue on the device, which stays', async () => {
    await street.run('router', ['tc', 'qdisc', 'add', 'dev', 'wan', 'root', 'handle', '1:', 'pfifo', 'limit', '55']);
    const taken = await networkOf(street);
    const started = await RouterAgent.start(street);
    await expect(started.agent.apply(FIRST)).rejects.toMatchObject({ code: 'device-taken' });
    expect(await networkOf(street)).toBe(taken);
    await started.agent.stop();
    await started.removeFolder();
    expect(await networkOf(street)).toBe(taken);
    await street.run('router', ['tc', 'qdisc', 'del', 'dev', 'wan', 'root']);
  });

  it('is refused for a device that is not there', async () => {
    await street.run('router', ['ip', 'link', 'set', 'wan', 'down']);
    await street.run('router', ['ip', 'link', 'set', 'wan', 'name', 'other']);
    const started = await RouterAgent.start(street);
    await expect(started.agent.apply(FIRST)).rejects.toMatchObject({ code: 'device-missing' });
    await street.run('router', ['ip', 'link', 'set', 'other', 'name', 'wan']);
    await street.run('router', ['ip', 'link', 'set', 'wan', 'up']);
    await street.run('router', ['ip', 'route', 'add', 'default', 'via', '10.80.2.2']);
    await started.agent.look();
    await started.removeFolder();
    expect(await networkOf(street)).toBe(empty);
  });
});

describe('what fails half-way', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hlink-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The router's programs; while the file `broken` is there, what `tool` is given to do goes through `spoil`. */
  async function brokenTool(tool: 'tc' | 'nft', spoil: string): Promise<{ programs: Programs; broken: string }> {
    const [broken, script] = [join(folder, `broken-${tool}`), join(folder, tool)];
    await writeFile(
      script,
      `#!/bin/sh\ncase "$*" in *-batch*|*-f*) if [ -e ${broken} ]; then ${spoil}; fi ;; esac\nexec /usr/sbin/${tool} "$@"\n`,
    );
    await chmod(script, 0o755);
    const programs = { ...street.programs, [tool]: street.command('router', [script]) };
    return { programs, broken };
  }

  it.each([
    ['nft', 'refuses its text', 'echo refused >&2; exit 1'],
    ['tc', 'does the first lines and refuses the rest', `head -n 4 | /usr/sbin/tc "$@"; echo refused >&2; exit 1`],
    ['tc', 'says yes and does nothing', 'exit 0'],
  ] as const)('%s %s: the plan before is in force again', async (tool, _, spoil) => {
    const { programs, broken } = await brokenTool(tool, spoil);
    await withAgent(async ({ agent }) => {
      await agent.apply(FIRST);
      const before = await networkOf(street);
      await writeFile(broken, '');
      const failed = agent.apply(SECOND).catch((error: { code: string }) => error.code);
      // What cannot be written cannot be written again: it is, at the next look after the fault is gone.
      expect(['not-applied', 'not-restored']).toContain(await failed);
      await rm(broken);
      await agent.look();
      expect(await networkOf(street)).toBe(before);
      expect(await agent.apply(SECOND)).toMatchObject({ changed: true });
      expect(await networkOf(street)).not.toBe(before);
    }, programs);
  });

  it('once, and the plan before is written again at once', async () => {
    const { programs, broken } = await brokenTool(
      'tc',
      `rm ${join(folder, 'broken-tc')}; head -n 4 | /usr/sbin/tc "$@"; exit 1`,
    );
    await withAgent(async ({ agent }) => {
      await agent.apply(FIRST);
      const before = await networkOf(street);
      await writeFile(broken, '');
      await expect(agent.apply(SECOND)).rejects.toMatchObject({ code: 'not-applied' });
      expect(await networkOf(street)).toBe(before);
    }, programs);
  });

  it('in the first plan: nothing is left', async () => {
    const { programs, broken } = await brokenTool('nft', 'echo refused >&2; exit 1');
    await withAgent(async ({ agent }) => {
      await writeFile(broken, '');
      await expect(agent.apply(FIRST)).rejects.toMatchObject({ code: 'not-applied' });
      expect(await networkOf(street)).toBe(empty);
      await rm(broken);
    }, programs);
  });
});

describe('what others take away', () => {
  it.each([
    ['all rules', ['nft', 'flush', 'ruleset']],
    ['the queue of the device', ['tc', 'qdisc', 'del', 'dev', 'wan', 'root']],
    ['the device that incoming packets queue in', ['ip', 'link', 'del', 'habeas-link']],
    ['one rate', 'class change dev wan parent 7a:1 classid 7a:10 htb rate 1kbit ceil 2kbit'.split(' ')],
  ])('%s: it is there again after a look', async (_, argv) => {
    await withAgent(async ({ agent, said }) => {
      await agent.apply(FIRST);
      const before = await networkOf(street);
      await agent.look();
      expect(said).toEqual([]);
      await street.run('router', argv[0] === 'class' ? ['tc', ...argv] : argv);
      expect(await networkOf(street)).not.toBe(before);
      await agent.look();
      expect(said).toHaveLength(1);
      await street.run('router', ['nft', 'add table netdev habeas_links; add table inet filter']);
      expect((await networkOf(street)).split('\n').sort()).toEqual(before.split('\n').sort());
    });
  });

  it('the device itself, and brought back: the plan is in force on it', async () => {
    await withAgent(async ({ agent }) => {
      await agent.apply(FIRST);
      await street.run('router', ['ip', 'link', 'del', 'wan']);
      await agent.look();
      const peer = street.command('line', []).at(-1) as string;
      await street.run('router', ['ip', 'link', 'add', 'wan', 'type', 'veth', 'peer', 'name', 'in', 'netns', peer]);
      await street.run('router', ['ip', 'link', 'set', 'wan', 'up']);
      await street.run('line', ['ip', 'link', 'set', 'in', 'up']);
      await agent.look();
      expect(await networkOf(street)).toMatch(/class htb 7a:10 .*rate 496Kbit/);
      expect(await networkOf(street)).toMatch(/hook egress device "wan"/);
    });
  });
});
