import { type LinkSession, makePlan, USUAL_POLICY } from '#link';
import { LinePage } from '#protocol';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AgentState, readLinePage } from '../../../apps/facility/src/line/line-page.js';
import { LineCapacity } from '../../../apps/facility/src/line/line-capacity.js';
import { LineMeasurements } from '../../../apps/facility/src/line/line-measurements.js';
import { LineMeter } from '../../../apps/facility/src/line/line-meter.js';
import { LineSteps } from '../../../apps/facility/src/line/line-steps.js';
import { LossWatch } from '../../../apps/facility/src/line/loss-watch.js';
import { booth, configured, hearing, lineUse, MARKING } from '../../unit/link/line-samples.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let now: Date;
let steps: LineSteps;
let measurements: LineMeasurements;
let meter: LineMeter;
let losses: LossWatch;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  now = new Date('2026-11-24T06:00:00Z');
  steps = new LineSteps(house.db, () => now);
  measurements = new LineMeasurements(house.db, () => now);
  meter = new LineMeter();
  losses = new LossWatch();
});
afterEach(() => house.close());

const capacity = configured(2000);
const many: LinkSession[] = [hearing(), ...['a', 'b', 'c', 'd'].map((id) => booth(id))];
const reasonsOf = (sessions: readonly LinkSession[]) =>
  makePlan({ capacity, sessions, policy: USUAL_POLICY, marking: MARKING }).reasons;
const at = (time: string) => (now = new Date(`2026-11-24T${time}:00Z`));
const listed = async (of = steps) =>
  (await of.list(new Date('2026-11-17T06:00:00Z'))).map(({ code, direction, from, to }) => [
    code,
    direction,
    from.slice(11, 16),
    to?.slice(11, 16),
  ]);
const page = (sessions: readonly LinkSession[], agent?: AgentState, known: typeof capacity | 'unknown' = capacity) =>
  readLinePage({
    capacity: { now: async () => (known === 'unknown' ? undefined : known) },
    sessions: async () => sessions,
    marking: async () => MARKING,
    agent: () => agent,
    losses,
    steps,
    measurements,
    test: { state: async () => ({}) },
    meter,
    now: () => now,
  });

it('what gives way is listed once while it lasts, with its end when it is over, and again when it comes again', async () => {
  await steps.keep(reasonsOf([booth('a')]));
  expect(await listed()).toEqual([]);
  await steps.keep(reasonsOf(many));
  const first = await listed();
  expect(first).toContainEqual(['booth-video-small', 'up', '06:00', undefined]);
  at('06:05');
  await steps.keep(reasonsOf(many));
  expect(await listed()).toEqual(first);
  at('06:10');
  await steps.keep(reasonsOf([booth('a')]));
  expect(await listed()).toContainEqual(['booth-video-small', 'up', '06:00', '06:10']);
  at('06:20');
  await steps.keep(reasonsOf(many));
  expect((await listed())[0]).toEqual(['booth-video-off', 'down', '06:20', undefined]);
  expect(await listed()).toContainEqual(['booth-video-small', 'up', '06:20', undefined]);
});

it('after a start anew what lasts goes on, and what does not any more is over', async () => {
  await steps.keep(reasonsOf(many));
  const lasting = await listed();
  at('06:30');
  const anew = new LineSteps(house.db, () => now);
  await anew.keep(reasonsOf(many));
  expect(await listed(anew)).toEqual(lasting);
  await new LineSteps(house.db, () => now).keep(reasonsOf([]));
  expect((await listed()).every(([, , , to]) => to === '06:30')).toBe(true);
});

it('what was over more than a week ago is not on the page', async () => {
  await steps.keep(reasonsOf(many));
  await steps.keep(reasonsOf([]));
  expect((await page([])).steps.length).toBeGreaterThan(0);
  now = new Date(now.getTime() + 7 * 24 * 3_600_000 + 1);
  expect((await page([])).steps).toEqual([]);
});

it('the page has figures of both directions, and names nobody', async () => {
  const shown = LinePage.parse(await page(many, { inForce: true }));
  expect(shown).toMatchObject({ hearings: 1, booths: 4, agent: 'in-force' });
  expect(shown.ways?.map(({ direction, carries, usable }) => [direction, carries, usable])).toEqual([
    ['up', 2000, 1900],
    ['down', 2000, 1700],
  ]);
  for (const { classes, usable } of shown.ways ?? []) {
    expect(classes?.[0]?.name).toBe('hearing-audio');
    expect(classes?.reduce((sum, { guaranteed }) => sum + guaranteed, 0)).toBeLessThanOrEqual(usable);
  }
  for (const { id } of many) expect(JSON.stringify(shown)).not.toContain(`"${id}"`);
});

it('while so much is lost that sound leaves twice, the page has what it needs so; afterwards what it needs once', async () => {
  const sound = async () => (await page([hearing()])).ways?.[0]?.classes?.[0]?.guaranteed ?? expect.fail('no figures');
  const once = await sound();
  losses.look({ up: 0.1, down: 0 }, 0);
  expect(await sound()).toBe(2 * once - 1);
  losses.look({ up: undefined, down: undefined }, 2_000);
  expect(await sound()).toBe(once);
});

it('without a capacity there are no figures; an agent that fails says why; sound that does not fit is counted', async () => {
  expect(await page([], undefined, 'unknown')).toEqual({
    now: now.toISOString(),
    hearings: 0,
    booths: 0,
    agent: 'none',
    test: {},
    steps: [],
  });
  expect(await page([], { inForce: false, code: 'ENOENT' })).toMatchObject({
    agent: 'not-in-force',
    agentCode: 'ENOENT',
  });
  expect((await page(many)).missing).toBeUndefined();
  expect((await page(many, undefined, configured(200))).missing).toBeGreaterThan(0);
});

it('what recent tests reached is the capacity where nobody has set one, nine of ten, for a week', async () => {
  const known = new LineCapacity(undefined, measurements);
  expect(await known.now()).toBeUndefined();
  for (let test = 0; test < 20; test++) {
    await measurements.add({ up: 1000 + test * 10, down: 5000 - test * 100 });
    now = new Date(now.getTime() + 3_600_000);
  }
  const shown = async (capacity: LineCapacity) =>
    LinePage.parse(
      await readLinePage({
        capacity,
        sessions: async () => [],
        marking: async () => MARKING,
        agent: () => undefined,
        losses,
        steps,
        measurements,
        test: { state: async () => ({ whyNot: 'hearing' }) },
        meter,
        now: () => now,
      }),
    );
  const measured = await shown(known);
  expect(measured.ways?.map(({ carries, from }) => [carries, from])).toEqual([
    [1010, 'recent'],
    [3200, 'recent'],
  ]);
  expect(measured.measured).toEqual({
    at: new Date(now.getTime() - 3_600_000).toISOString(),
    up: 1190,
    down: 3100,
    count: 20,
  });
  expect(measured.test).toEqual({ whyNot: 'hearing' });
  // What was set comes first.
  expect((await shown(new LineCapacity(capacity, measurements))).ways?.map(({ from }) => from)).toEqual([
    'configured',
    'configured',
  ]);
  now = new Date(now.getTime() + 7 * 24 * 3_600_000);
  expect(await known.now()).toBeUndefined();
  expect((await shown(known)).measured).toBeUndefined();
});

it('too little to plan with is shown and not planned with', async () => {
  await measurements.add({ up: 90, down: 4000 });
  expect(await new LineCapacity(undefined, measurements).now()).toBeUndefined();
  expect((await measurements.latest())?.up).toBe(90);
});

it('says what each class has now where the agent counts, and what was the most', async () => {
  expect((await page([])).ways?.[0]?.classes?.[0]).not.toHaveProperty('now');
  meter.took(lineUse({ other: 0 }), now.getTime() - 10_000);
  meter.took(lineUse({ other: 1_250_000 }, 4), now.getTime());
  const [up] = LinePage.parse(await page([])).ways ?? [];
  expect(up?.classes?.find(({ name }) => name === 'other')).toMatchObject({ now: 1000, dropped: 4 });
  expect(up?.classes?.find(({ name }) => name === 'bulk')).toMatchObject({ now: 0 });
  expect(up?.most).toEqual({ kbps: 1000, at: now.toISOString() });
});
