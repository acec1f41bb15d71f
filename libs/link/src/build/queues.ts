import { DIRECTIONS, type Direction } from '../direction.js';
import type { ClassPlan, ClassRate, WayPlan } from '../line-plan.js';
import { TRAFFIC_CLASSES, type TrafficClass } from '../traffic-class.js';
import { type Batch, batch } from './batch.js';
import { classId, DEFAULT_MINOR, leafHandle, WHOLE } from './class-id.js';
import { type LinkSite, OWN } from './link-site.js';

/** Bytes that a class may send in its turn: one frame. */
const QUANTUM = 1514;
/** Packets that wait in a class where the kernel knows no better queue. More is only delay. */
const LIMIT = 40;
/** Of sound more than the rules let through at once: none is dropped for want of a place. */
const SOUND_LIMIT = 200;

export const deviceOf = (direction: Direction, { device }: LinkSite): string =>
  direction === 'up' ? device : OWN.incoming;

function classLine(verb: 'add' | 'change', device: string, name: TrafficClass, rate: ClassRate): string {
  const prio = TRAFFIC_CLASSES.indexOf(name);
  return `class ${verb} dev ${device} parent ${WHOLE} classid ${classId(name)} htb rate ${rate.guaranteed}kbit ceil ${rate.ceiling}kbit prio ${prio} quantum ${QUANTUM}`;
}

const wholeLine = (verb: 'add' | 'change', device: string, rate: number): string =>
  `class ${verb} dev ${device} parent ${OWN.handle} classid ${WHOLE} htb rate ${rate}kbit ceil ${rate}kbit quantum ${QUANTUM}`;

/** `ingress`: CAKE then counts what already came over the line. */
const cakeLine = (verb: 'add' | 'change', direction: Direction, device: string, rate: number): string =>
  `qdisc ${verb} dev ${device} root handle ${OWN.handle} cake bandwidth ${rate}kbit diffserv4 ${direction === 'down' ? 'ingress' : 'egress'}`;

function make(direction: Direction, way: WayPlan, site: LinkSite): string[] {
  const device = deviceOf(direction, site);
  if (site.kernel.cake) return [cakeLine('add', direction, device, way.rate)];
  const leaf = (name: TrafficClass): string => {
    if (name.endsWith('audio')) return `pfifo limit ${SOUND_LIMIT}`;
    return site.kernel.fqCodel ? 'fq_codel' : `pfifo limit ${LIMIT}`;
  };
  return [
    `qdisc add dev ${device} root handle ${OWN.handle} htb default ${DEFAULT_MINOR}`,
    wholeLine('add', device, way.rate),
    ...TRAFFIC_CLASSES.flatMap((name) => [
      classLine('add', device, name, way.classes[name]),
      `qdisc add dev ${device} parent ${classId(name)} handle ${leafHandle(name)} ${leaf(name)}`,
    ]),
  ];
}

function change(direction: Direction, before: WayPlan, after: WayPlan, site: LinkSite): string[] {
  const device = deviceOf(direction, site);
  const whole = before.rate !== after.rate;
  if (site.kernel.cake) return whole ? [cakeLine('change', direction, device, after.rate)] : [];
  const other = TRAFFIC_CLASSES.filter((name) => {
    const [was, is] = [before.classes[name], after.classes[name]];
    return was.guaranteed !== is.guaranteed || was.ceiling !== is.ceiling;
  });
  return [
    ...(whole ? [wholeLine('change', device, after.rate)] : []),
    ...other.map((name) => classLine('change', device, name, after.classes[name])),
  ];
}

/** Makes all queues. Fails, and changes nothing of theirs, where somebody else's root queue is on the device. */
export const makeQueues = (plan: ClassPlan, site: LinkSite): Batch[] => [
  batch('ip', [`link add name ${OWN.incoming} type ifb`, `link set dev ${OWN.incoming} up`]),
  batch(
    'tc',
    DIRECTIONS.flatMap((direction) => make(direction, plan[direction], site)),
  ),
];

/** Only the classes whose rates differ, in place: what waits in a queue stays in it. */
export function changeQueues(before: ClassPlan, after: ClassPlan, site: LinkSite): Batch[] {
  const lines = DIRECTIONS.flatMap((direction) => change(direction, before[direction], after[direction], site));
  return lines.length === 0 ? [] : [batch('tc', lines)];
}
