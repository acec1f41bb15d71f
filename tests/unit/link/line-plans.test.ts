import { CALM_LOOKS, type LinePlan, type LineUse, type LinkSession, type Marking, type SessionCap } from '#link';
import { expect, it } from 'vitest';
import { LinePlans } from '../../../apps/facility/src/line/line-plans.js';
import { LossWatch } from '../../../apps/facility/src/line/loss-watch.js';
import { booth, configured, hearing, lineUse, MARKING } from './line-samples.js';

const SHIELD = { loss: undefined as number | undefined, notCopied: undefined as string | undefined };

/** A line with an agent that can fail, and a clock that is turned by hand. */
function line() {
  const sent: LinePlan[] = [];
  const told: string[] = [];
  const limited: (readonly SessionCap[])[] = [];
  const explained: string[][] = [];
  const counts: (number | undefined)[] = [];
  const now = {
    sessions: [] as LinkSession[],
    marking: MARKING as Marking | undefined,
    fails: '',
    explains: true,
    known: true,
    used: undefined as LineUse | undefined,
    at: 0,
    ...SHIELD,
  };
  const plans = new LinePlans({
    capacity: async () => (now.known ? configured(2000) : undefined),
    sessions: async () => now.sessions,
    marking: async () => now.marking,
    send: async (plan) => {
      if (now.fails) throw Object.assign(new Error('refused'), { code: now.fails });
      sent.push(plan);
      return { notCopied: twice(plan) ? now.notCopied : undefined, used: now.used };
    },
    explain: async (reasons) => {
      if (!now.explains) throw new Error('no database');
      explained.push(reasons.map(({ code }) => code));
    },
    limit: (caps) => void limited.push(caps),
    loss: () => ({ up: now.loss, down: undefined }),
    counted: (used) => void counts.push(used?.up.other.bytes),
    losses: new LossWatch(),
    told: (state, code) => told.push([state, code].filter(Boolean).join(' ')),
    now: () => now.at,
  });
  return { plans, sent, told, explained, limited, counts, now };
}

it('gives the agent a plan for what runs, and another one when that changes', async () => {
  const { plans, sent, told, now } = line();
  await plans.look();
  await plans.look();
  expect(sent).toHaveLength(1);
  now.sessions = [hearing(), booth('b')];
  await plans.look();
  expect(sent).toHaveLength(2);
  const guaranteed = (plan: LinePlan | undefined) =>
    plan?.kind === 'by-class' ? plan.up.classes['hearing-audio'].guaranteed : undefined;
  expect(guaranteed(sent[1])).toBeGreaterThan(guaranteed(sent[0]) ?? Infinity);
  expect(told).toEqual(['in force']);
});

it('gives nobody priority while packets cannot be told apart', async () => {
  const { plans, sent, now } = line();
  now.marking = undefined;
  now.sessions = [hearing()];
  await plans.look();
  expect(sent).toEqual([{ version: 1, kind: 'first-come' }]);
});

it('explains every plan, also one that did not change, and gives it although that cannot be kept', async () => {
  const { plans, sent, explained, now } = line();
  now.sessions = [hearing()];
  await plans.look();
  await plans.look();
  expect(explained).toHaveLength(2);
  expect(explained[0]).toContain('capacity');
  now.explains = false;
  now.sessions = [hearing(), booth('b')];
  await plans.look();
  expect(sent).toHaveLength(2);
});

it('tries again when the agent fails, and says so once', async () => {
  const { plans, sent, told, now } = line();
  now.fails = 'ENOENT';
  await plans.look();
  await plans.look();
  now.fails = '';
  await plans.look();
  expect(sent).toHaveLength(1);
  expect(told).toEqual(['not in force ENOENT', 'in force']);
});

it('says with every look what each session may send, also where the agent fails', async () => {
  const { plans, limited, now } = line();
  now.sessions = [booth('b')];
  now.fails = 'ENOENT';
  await plans.look();
  now.sessions = [booth('b'), hearing()];
  await plans.look();
  const layers = limited.map((caps) => caps.find(({ session }) => session === 'b')?.ways.up.video);
  expect(layers).toEqual(['360p', 'off']);
});

it('without a session to read nothing is said, and what was said stays', async () => {
  const { plans, limited, told, now } = line();
  now.sessions = undefined as never;
  await plans.look();
  expect(limited).toEqual([]);
  expect(told[0]).toMatch(/^not in force/);
});

const twice = (plan: LinePlan | undefined) => plan?.kind === 'by-class' && plan.duplicate !== undefined;

it('has the sound of hearings sent twice while so much is lost, and once again afterwards', async () => {
  const { plans, sent, now } = line();
  now.sessions = [hearing()];
  await plans.look();
  expect(twice(sent.at(-1))).toBe(false);
  now.loss = 0.1;
  await plans.look();
  expect(twice(sent.at(-1))).toBe(true);
  // What is missing now was lost twice: the line is as bad as before.
  now.loss = 0.01;
  for (let look = 0; look < CALM_LOOKS; look += 1) await plans.look();
  expect(sent).toHaveLength(2);
  now.loss = 0;
  for (let look = 0; look < CALM_LOOKS; look += 1) await plans.look();
  expect(twice(sent.at(-1))).toBe(false);
  now.loss = 0.1;
  await plans.look();
  now.loss = undefined;
  await plans.look();
  expect(sent.map(twice)).toEqual([false, true, false, true, false]);
});

it('keeps nothing of the line for copies that the agent does not make, and asks again after a minute', async () => {
  const { plans, sent, now } = line();
  Object.assign(now, { sessions: [hearing()], loss: 0.1, notCopied: 'off-at-this-site' });
  await plans.look();
  await plans.look();
  expect(sent.map(twice)).toEqual([true, false]);
  now.at = 59_999;
  await plans.look();
  expect(sent.map(twice)).toEqual([true, false, false]);
  now.at = 60_000;
  await plans.look();
  expect(twice(sent.at(-1))).toBe(true);
});

it('lets go of the line for a test, and takes it again; not where the agent does not let go', async () => {
  const { plans, sent, now } = line();
  now.sessions = [hearing()];
  await plans.look();
  const seen = await plans.aside(async () => {
    await plans.look();
    return sent.map(({ kind }) => kind);
  });
  expect(seen).toEqual(['by-class', 'first-come']);
  await plans.look();
  expect(sent.map(({ kind }) => kind)).toEqual(['by-class', 'first-come', 'by-class']);
  now.fails = 'device-taken';
  let begun = false;
  await expect(plans.aside(async () => (begun = true))).rejects.toThrow('does not let go');
  expect(begun).toBe(false);
  // Where there is no agent there is nothing to let go of.
  now.fails = 'ENOENT';
  expect(await plans.aside(async () => (begun = true))).toBe(true);
});

it('plans nothing for a line that nobody knows, and lets go of it when what was known is out of date', async () => {
  const { plans, sent, limited, now } = line();
  now.known = false;
  await plans.look();
  expect([sent, limited]).toEqual([[], []]);
  now.known = true;
  await plans.look();
  now.known = false;
  await plans.look();
  expect(sent.map(({ kind }) => kind)).toEqual(['by-class', 'first-come']);
});

it('gives a plan that did not change again after ten seconds, for an agent that was set up anew, and hears what it counted', async () => {
  const { plans, sent, counts, now } = line();
  now.used = lineUse({ other: 7 });
  await plans.look();
  now.at = 9_999;
  await plans.look();
  expect(counts).toEqual([7]);
  now.at = 10_000;
  now.used = undefined;
  await plans.look();
  expect(counts).toEqual([7, undefined]);
  expect(sent[1]).toEqual(sent[0]);
});
