import { DIRECTIONS } from '../direction.js';
import type { ClassPlan, Marking, WayPlan } from '../line-plan.js';
import { AUDIO_ON_WIRE } from '../rates.js';
import { MARKS, SOUND_CLASSES, TRAFFIC_CLASSES, type SoundClass, type TrafficClass } from '../traffic-class.js';
import { chainOf, type Place } from './chain-of.js';
import { classId } from './class-id.js';
import { COPIES, duplicated, duplicationRule } from './duplication-rule.js';
import { type MarkedDevice, type LinkSite, OWN } from './link-site.js';

const FROM_PLANES = {
  address: 'saddr',
  port: 'sport',
  connection: (ip: string) => `${ip} daddr . udp dport . udp sport`,
} as const;
/** Where a packet of the planes stands in its headers: they send from their ports, and are sent to them. */
const ENDS = {
  up: FROM_PLANES,
  down: { address: 'daddr', port: 'dport', connection: (ip: string) => `${ip} saddr . udp sport . udp dport` },
  inside: FROM_PLANES,
} as const;

/** RTP, version 2 in the first two bits (RFC 3550). */
const RTP = '@th,64,2 2';
/** RTCP beside RTP on one port: 200-207 in the second byte, 72-79 without its first bit (RFC 5761). */
const RTCP = `${RTP} @th,73,7 72-79`;
/** STUN and DTLS have neither of the first two bits (RFC 7983). */
const STUN_OR_DTLS = '@th,64,2 0';

const HOOK = { up: 'egress', down: 'ingress', inside: 'ingress' } as const;
/** `udp length` of sound at most: Opus at 32 kbit/s with RED, or 60 ms of it at 24, has about 230. */
const LONGEST_SOUND = 320;
/** So much of its packets in a second may come at once: 50 ms, which is what others then wait. */
const AT_ONCE = 0.05;
const LEAST_AT_ONCE = 5;

/** Classes of what the planes send; a device of the building leaves all other packets as they are. */
const OF_PLANES = TRAFFIC_CLASSES.filter((name) => name !== 'bulk');
const classesAt = (place: Place): readonly TrafficClass[] => (place === 'inside' ? OF_PLANES : TRAFFIC_CLASSES);

/** Sound of 55 kbit/s is 50 packets a second. */
const packets = (kbps: number): string => {
  const pace = Math.ceil((kbps * 50) / AUDIO_ON_WIRE[32]);
  return `limit rate over ${pace}/second burst ${Math.max(LEAST_AT_ONCE, Math.ceil(pace * AT_ONCE))} packets`;
};
/** The kernel lets a whole second of bytes through at once, so this bounds what lasts and `packets` what comes at once. */
const bytes = (kbps: number): string => `limit rate over ${kbps * 125} bytes/second`;

const block = (head: string, lines: readonly string[]): string =>
  [`  ${head} {`, ...lines.map((line) => `    ${line}`), '  }'].join('\n');

/** A packet that got here has its class: mark and queue at once, and then its way. */
function settled(site: LinkSite, place: Place, name: TrafficClass): string[] {
  const queue = site.kernel.cake || place === 'inside' ? '' : `meta priority set ${classId(name)} `;
  const onward = place === 'down' ? `fwd to "${OWN.incoming}"` : 'accept';
  return [
    `ip dscp set ${MARKS[name]}`,
    `ip6 dscp set ${MARKS[name]}`,
    `${queue}counter name "${chainOf(place, name)}" ${onward}`,
  ];
}

/** What claims to be sound and is longer, or more than its connection, or all sound, can be: no longer sound. */
function policed(place: Place, { soundOfOne, classes }: WayPlan, ip: string, name: SoundClass) {
  const key = ENDS[place].connection(ip);
  return [
    `udp length > ${LONGEST_SOUND}`,
    `update @${place}_packets { ${key} ${packets(soundOfOne)} }`,
    `update @${place}_bytes { ${key} ${bytes(soundOfOne)} }`,
    packets(classes[name].ceiling),
    bytes(classes[name].ceiling),
  ].map((excess) => `${excess} counter name "${place}_flood" goto ${chainOf(place, 'other')}`);
}

const family = (address: string): 'ip' | 'ip6' => (address.includes(':') ? 'ip6' : 'ip');

function media(place: Place, { audioPayloads }: Marking, kind: 'hearing' | 'booth'): string {
  const goto = (name: TrafficClass) => `goto ${chainOf(place, name)}`;
  return block(`chain ${place}_${kind}`, [
    `${RTP} @th,73,7 { ${audioPayloads.join(', ')} } ${goto(`${kind}-audio`)}`,
    `${RTCP} ${goto('signalling')}`,
    `${RTP} ${goto(`${kind}-video`)}`,
    `${STUN_OR_DTLS} ${goto('signalling')}`,
    goto('other'),
  ]);
}

/** What goes over the line and is not of the planes. */
const ofOthers = (goto: (name: TrafficClass) => string): string[] => [
  `meta protocol arp ${goto('signalling')}`,
  `icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } ${goto('signalling')}`,
  `ip dscp { cs1, lephb } ${goto('bulk')}`,
  `ip6 dscp { cs1, lephb } ${goto('bulk')}`,
  goto('other'),
];

function at(place: Place, plan: ClassPlan, site: LinkSite, { device, address }: MarkedDevice): string[] {
  const { marking } = plan;
  const rates = plan[place === 'down' ? 'down' : 'up'];
  const ip = family(address);
  const ends = ENDS[place];
  const ours = `${ip} ${ends.address} ${address}`;
  const goto = (name: TrafficClass) => `goto ${chainOf(place, name)}`;
  const plain = classesAt(place).filter((name) => !SOUND_CLASSES.some((one) => one === name));
  const twice = place === 'up' ? duplicated(plan) : [];
  const copied = (name: SoundClass) => (twice.includes(name) ? [duplicationRule(device)] : []);
  return [
    ...['packets', 'bytes'].map((what) =>
      block(`set ${place}_${what}`, [
        `typeof ${ends.connection(ip)}`,
        'size 4096',
        'flags dynamic,timeout',
        'timeout 10s',
      ]),
    ),
    ...plain.map((name) => block(`chain ${chainOf(place, name)}`, settled(site, place, name))),
    ...SOUND_CLASSES.map((name) =>
      block(`chain ${chainOf(place, name)}`, [
        ...policed(place, rates, ip, name),
        ...copied(name),
        ...settled(site, place, name),
      ]),
    ),
    media(place, marking, 'hearing'),
    media(place, marking, 'booth'),
    block(`chain ${place}`, [
      `type filter hook ${HOOK[place]} device "${device}" priority 0; policy accept;`,
      `${ours} udp ${ends.port} ${marking.hearingPorts.join('-')} goto ${place}_hearing`,
      `${ours} udp ${ends.port} ${marking.boothPorts.join('-')} goto ${place}_booth`,
      `${ours} tcp ${ends.port} ${marking.pagePort} ${goto('signalling')}`,
      ...(place === 'inside' ? [] : ofOthers(goto)),
    ]),
  ];
}

/**
 * nftables text that replaces the agent's table whole, as one transaction. In both directions each packet gets mark and
 * queue in one step, by address, ports and RTP payload type; a mark that somebody else set counts for nothing but
 * as a wish to wait (CS1, LE). A flood that looks like sound is cut to what one connection, and all sound, can be.
 * Sound that passed leaves twice where the plan names its class; the copy is judged and counted as any other packet.
 * With `site.inside` what the planes send gets the same marks, and no queue, as it comes in from that device.
 */
export function markRuleset(plan: ClassPlan, site: LinkSite): string {
  const line: MarkedDevice = { device: site.device, address: plan.marking.address };
  const places: [Place, MarkedDevice][] = DIRECTIONS.map((direction) => [direction, line]);
  if (site.inside !== undefined) places.push(['inside', site.inside]);
  const counters = places.flatMap(([place]) => [
    ...classesAt(place).map((name) => chainOf(place, name)),
    `${place}_flood`,
    ...(place === 'up' && duplicated(plan).length > 0 ? [COPIES] : []),
  ]);
  const { table } = OWN;
  return [
    `add table netdev ${table}`,
    `delete table netdev ${table}`,
    `table netdev ${table} {`,
    ...counters.map((name) => `  counter ${name} { }`),
    ...places.flatMap(([place, where]) => at(place, plan, site, where)),
    '}',
    '',
  ].join('\n');
}
