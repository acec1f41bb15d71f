import {
  type BothWays,
  bothWays,
  type CapacitySource,
  type LineUse,
  type LinkSession,
  makePlan,
  type Marking,
  type PlanInput,
  streamsOf,
  TRAFFIC_CLASSES,
  type TrafficClass,
  USUAL_POLICY,
} from '#link';
import * as fc from 'fast-check';

export const MARKING: Marking = {
  address: '192.0.2.7',
  hearingPorts: [43000, 43399],
  boothPorts: [29000, 29100],
  pagePort: 443,
  audioPayloads: [63, 111],
};

/** The accused inside, a court of three outside, nobody watches. */
export const hearing = (id = 'h1', people = { inside: 1, outside: 3, viewers: 0 }): LinkSession => ({
  id,
  kind: 'hearing',
  state: 'running',
  soundOnly: false,
  streams: streamsOf(people),
});

export const booth = (id: string): LinkSession => ({
  id,
  kind: 'booth',
  state: 'running',
  soundOnly: false,
  streams: streamsOf({ inside: 1, outside: 1 }),
});

export const booths = (count: number): LinkSession[] => Array.from({ length: count }, (_, at) => booth(`b${at}`));

export const configured = (kbps: number): BothWays<CapacitySource> => ({
  up: { from: 'configured', kbps },
  down: { from: 'configured', kbps },
});

export const planFor = (kbps: number, sessions: readonly LinkSession[], other: Partial<PlanInput> = {}) =>
  makePlan({ capacity: configured(kbps), sessions, policy: USUAL_POLICY, marking: MARKING, ...other });

/** Counts of the agent: bytes of some classes, the same in both directions. */
export const lineUse = (bytes: Partial<Record<TrafficClass, number>>, dropped = 0, waiting = 0): LineUse =>
  bothWays(
    () =>
      Object.fromEntries(
        TRAFFIC_CLASSES.map((name) => [name, { bytes: bytes[name] ?? 0, dropped, waiting }]),
      ) as LineUse['up'],
  );

const anyPeople = fc.record({ inside: fc.nat(3), outside: fc.nat(6), viewers: fc.nat(4) });
export const anySession: fc.Arbitrary<LinkSession> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom('hearing' as const, 'booth' as const),
    state: fc.constantFrom('running' as const, 'running' as const, 'reserved' as const),
    soundOnly: fc.boolean(),
    people: anyPeople,
  })
  .map(({ people, ...rest }) => ({
    ...rest,
    streams: streamsOf(rest.kind === 'booth' ? { ...people, viewers: 0 } : people),
  }));
export const anySessions = fc.uniqueArray(anySession, { selector: ({ id }) => id, maxLength: 8 });
/** kbit/s: thin lines as often as wide ones. */
export const anyCapacity = fc.oneof(fc.integer({ min: 100, max: 4000 }), fc.integer({ min: 4000, max: 200_000 }));
