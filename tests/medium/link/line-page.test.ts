import { type LinkSession, makePlan, USUAL_POLICY } from '#link';
import { LinePage } from '#protocol';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AgentState, readLinePage } from '../../../apps/facility/src/line/line-page.js';
import { LineSteps } from '../../../apps/facility/src/line/line-steps.js';
import { booth, configured, hearing, MARKING } from '../../unit/link/line-samples.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let now: Date;
let steps: LineSteps;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  now = new Date('2026-11-24T06:00:00Z');
  steps = new LineSteps(house.db, () => now);
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
    capacity: known === 'unknown' ? undefined : known,
    sessions: async () => sessions,
    marking: async () => MARKING,
    agent: () => agent,
    steps,
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

it('without a capacity there are no figures; an agent that fails says why; sound that does not fit is counted', async () => {
  expect(await page([], undefined, 'unknown')).toEqual({
    now: now.toISOString(),
    hearings: 0,
    booths: 0,
    agent: 'none',
    steps: [],
  });
  expect(await page([], { inForce: false, code: 'ENOENT' })).toMatchObject({
    agent: 'not-in-force',
    agentCode: 'ENOENT',
  });
  expect((await page(many)).missing).toBeUndefined();
  expect((await page(many, undefined, configured(200))).missing).toBeGreaterThan(0);
});
