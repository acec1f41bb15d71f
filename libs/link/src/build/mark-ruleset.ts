import { DIRECTIONS, type Direction } from '../direction.js';
import type { ClassPlan, Marking } from '../line-plan.js';
import { AUDIO_ON_WIRE } from '../rates.js';
import { MARKS, type TrafficClass } from '../traffic-class.js';
import { classId } from './class-id.js';
import { type LinkSite, OWN } from './link-site.js';

/** Where a packet of the planes stands in its headers: they send from their ports, and are sent to them. */
const ENDS = {
  up: { address: 'saddr', port: 'sport', connection: (ip: string) => `${ip} daddr . udp dport . udp sport` },
  down: { address: 'daddr', port: 'dport', connection: (ip: string) => `${ip} saddr . udp sport . udp dport` },
} as const;

/** RTP, version 2 in the first two bits (RFC 3550). */
const RTP = '@th,64,2 2';
/** RTCP beside RTP on one port: 200-207 in the second byte, 72-79 without its first bit (RFC 5761). */
const RTCP = `${RTP} @th,73,7 72-79`;
/** STUN and DTLS have neither of the first two bits (RFC 7983). */
const STUN_OR_DTLS = '@th,64,2 0';

const HOOK = { up: 'egress', down: 'ingress' } as const;
/** `udp length` of sound at most: Opus at 32 kbit/s with RED, or 60 ms of it at 24, has about 230. */
const LONGEST_SOUND = 320;
/** So much of its packets in a second may come at once: 50 ms, which is what others then wait. */
const AT_ONCE = 0.05;
const LEAST_AT_ONCE = 5;

const chainOf = (direction: Direction, name: TrafficClass): string => `${direction}_${name.replaceAll('-', '_')}`;
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
function settled(site: LinkSite, direction: Direction, name: TrafficClass): string[] {
  const queue = site.kernel.cake ? '' : `meta priority set ${classId(name)} `;
  const onward = direction === 'up' ? 'accept' : `fwd to "${OWN.incoming}"`;
  return [
    `ip dscp set ${MARKS[name]}`,
    `ip6 dscp set ${MARKS[name]}`,
    `${queue}counter name "${chainOf(direction, name)}" ${onward}`,
  ];
}

/** What claims to be sound and is longer, or more than its connection, or all sound, can be: no longer sound. */
function policed(direction: Direction, plan: ClassPlan, name: 'hearing-audio' | 'booth-audio'): string[] {
  const { soundOfOne, classes } = plan[direction];
  const key = ENDS[direction].connection(family(plan.marking));
  return [
    `udp length > ${LONGEST_SOUND}`,
    `update @${direction}_packets { ${key} ${packets(soundOfOne)} }`,
    `update @${direction}_bytes { ${key} ${bytes(soundOfOne)} }`,
    packets(classes[name].ceiling),
    bytes(classes[name].ceiling),
  ].map((excess) => `${excess} counter name "${direction}_flood" goto ${chainOf(direction, 'other')}`);
}

const family = ({ address }: Marking): 'ip' | 'ip6' => (address.includes(':') ? 'ip6' : 'ip');

function media(direction: Direction, { audioPayloads }: Marking, kind: 'hearing' | 'booth'): string {
  const goto = (name: TrafficClass) => `goto ${chainOf(direction, name)}`;
  return block(`chain ${direction}_${kind}`, [
    `${RTP} @th,73,7 { ${audioPayloads.join(', ')} } ${goto(`${kind}-audio`)}`,
    `${RTCP} ${goto('signalling')}`,
    `${RTP} ${goto(`${kind}-video`)}`,
    `${STUN_OR_DTLS} ${goto('signalling')}`,
    goto('other'),
  ]);
}

function way(direction: Direction, plan: ClassPlan, site: LinkSite): string[] {
  const { marking } = plan;
  const ip = family(marking);
  const { address, port, connection } = ENDS[direction];
  const at = `${ip} ${address} ${marking.address}`;
  const goto = (name: TrafficClass) => `goto ${chainOf(direction, name)}`;
  const plain = (['signalling', 'hearing-video', 'booth-video', 'other', 'bulk'] as const).map((name) =>
    block(`chain ${chainOf(direction, name)}`, settled(site, direction, name)),
  );
  const sound = (['hearing-audio', 'booth-audio'] as const).map((name) =>
    block(`chain ${chainOf(direction, name)}`, [...policed(direction, plan, name), ...settled(site, direction, name)]),
  );
  return [
    ...['packets', 'bytes'].map((what) =>
      block(`set ${direction}_${what}`, [
        `typeof ${connection(ip)}`,
        'size 4096',
        'flags dynamic,timeout',
        'timeout 10s',
      ]),
    ),
    ...plain,
    ...sound,
    media(direction, marking, 'hearing'),
    media(direction, marking, 'booth'),
    block(`chain ${direction}`, [
      `type filter hook ${HOOK[direction]} device "${site.device}" priority 0; policy accept;`,
      `${at} udp ${port} ${marking.hearingPorts.join('-')} goto ${direction}_hearing`,
      `${at} udp ${port} ${marking.boothPorts.join('-')} goto ${direction}_booth`,
      `${at} tcp ${port} ${marking.pagePort} ${goto('signalling')}`,
      `meta protocol arp ${goto('signalling')}`,
      `icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } ${goto('signalling')}`,
      `ip dscp { cs1, lephb } ${goto('bulk')}`,
      `ip6 dscp { cs1, lephb } ${goto('bulk')}`,
      goto('other'),
    ]),
  ];
}

/**
 * nftables text that replaces the agent's table whole, as one transaction. In both directions each packet gets mark and
 * queue in one step, by address, ports and RTP payload type; a mark that somebody else set counts for nothing but
 * as a wish to wait (CS1, LE). A flood that looks like sound is cut to what one connection, and all sound, can be.
 */
export function markRuleset(plan: ClassPlan, site: LinkSite): string {
  const counters = DIRECTIONS.flatMap((direction) => [
    ...Object.keys(MARKS).map((name) => chainOf(direction, name as TrafficClass)),
    `${direction}_flood`,
  ]);
  const { table } = OWN;
  return [
    `add table netdev ${table}`,
    `delete table netdev ${table}`,
    `table netdev ${table} {`,
    ...counters.map((name) => `  counter ${name} { }`),
    ...DIRECTIONS.flatMap((direction) => way(direction, plan, site)),
    '}',
    '',
  ].join('\n');
}
