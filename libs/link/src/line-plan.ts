import { z } from 'zod';
import { LARGEST_LINE, SMALLEST_LINE } from './capacity.js';
import { SOUND_CLASSES, TRAFFIC_CLASSES } from './traffic-class.js';

const kbps = z.int().min(1).max(LARGEST_LINE);
const port = z.int().min(1).max(65_535);
const ports = z.tuple([port, port]).refine(([from, to]) => from <= to, 'from is above to');

/** Outermost: these bytes become text of a ruleset. IPv4 or IPv6, nothing else. */
const address = z.union([z.ipv4(), z.ipv6()]);

/** How packets of each class are known at the edge. */
const Marking = z.strictObject({
  /** Of the media planes, as the line sees it: the outer one behind a NAT. */
  address,
  hearingPorts: ports,
  boothPorts: ports,
  /** TCP port of pages and WebSockets. */
  pagePort: port,
  /** RTP payload types of sound; RTP with any other one is video. */
  audioPayloads: z.array(z.int().min(0).max(127)).min(1).max(16),
});
export type Marking = z.infer<typeof Marking>;

const ClassRate = z
  .strictObject({ guaranteed: kbps, ceiling: kbps })
  .refine(({ guaranteed, ceiling }) => guaranteed <= ceiling, 'guaranteed is above ceiling');
export type ClassRate = z.infer<typeof ClassRate>;

const WayPlan = z
  .strictObject({
    rate: kbps.min(SMALLEST_LINE / 2),
    /** What one connection may send as sound; more of it is no longer sound. */
    soundOfOne: kbps,
    classes: z.strictObject(
      Object.fromEntries(TRAFFIC_CLASSES.map((name) => [name, ClassRate])) as Record<
        (typeof TRAFFIC_CLASSES)[number],
        typeof ClassRate
      >,
    ),
  })
  .refine(
    ({ rate, classes }) => Object.values(classes).reduce((sum, one) => sum + one.guaranteed, 0) <= rate,
    'more is guaranteed than the line has',
  )
  .refine(({ rate, classes }) => Object.values(classes).every(({ ceiling }) => ceiling <= rate), 'above the line');
export type WayPlan = z.infer<typeof WayPlan>;

/** Sound that leaves twice (DUPLICATION_RULE). Names classes and no destination: the copy goes where its packet goes. */
const Duplicate = z
  .array(z.enum(SOUND_CLASSES))
  .min(1)
  .refine((names) => new Set(names).size === names.length, 'a class is named twice');

/**
 * What the link agent is given, and all it takes. Priority without marking is worse than first come, first served, since
 * sound then waits behind everything: so there are classes only together with how they are marked.
 */
export const LinePlan = z.discriminatedUnion('kind', [
  z.strictObject({ version: z.literal(1), kind: z.literal('first-come') }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('by-class'),
    marking: Marking,
    duplicate: Duplicate.optional(),
    up: WayPlan,
    down: WayPlan,
  }),
]);
export type LinePlan = z.infer<typeof LinePlan>;
export type ClassPlan = Extract<LinePlan, { kind: 'by-class' }>;
