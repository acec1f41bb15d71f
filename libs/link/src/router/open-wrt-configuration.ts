import { OWN } from '../build/link-site.js';
import { type Direction, DIRECTIONS } from '../direction.js';
import { markRuleset } from '../build/mark-ruleset.js';
import { qosMapSet } from './qos-map.js';
import { ratesInWords, type RouterFile, type RouterInput } from './router-file.js';
import { MARKS_PATH, SQM_SCRIPT, sqmScript } from './sqm-script.js';

const INCLUDE_PATH = '/etc/habeas/marks.sh';

const option = (name: string, value: string | number): string => `\toption ${name} '${value}'`;

/** CAKE with diffserv4 lets its voice tin go first up to this share of the rate (tc-cake(8)); beyond, it shares. */
const VOICE_SHARE = 0.25;

/** A line for each direction in which the plan's sound is more than what CAKE lets go first. */
const soundBeyondCake = ({ plan }: RouterInput): string[] =>
  DIRECTIONS.flatMap((direction: Direction) => {
    const { rate, classes } = plan[direction];
    const sound = classes['hearing-audio'].guaranteed + classes['booth-audio'].guaranteed;
    if (sound <= rate * VOICE_SHARE) return [];
    return [
      `# ${direction}: ${sound} kbit/s of sound are more than a quarter of ${rate}. CAKE lets no more go first: docs/routers.md.`,
    ];
  });

/** `squash_` of SQM takes marks off what comes in, or does not look at them: 0, also for who changes the script. */
const sqmSection = (input: RouterInput): string =>
  [
    `# Rates of the plan: ${ratesInWords(input)}.`,
    ...soundBeyondCake(input),
    "config queue 'habeas'",
    option('enabled', 1),
    option('interface', input.site.device),
    option('upload', input.plan.up.rate),
    option('download', input.plan.down.rate),
    option('qdisc', 'cake'),
    option('script', SQM_SCRIPT),
    option('qdisc_advanced', 1),
    option('squash_dscp', 0),
    option('squash_ingress', 0),
    option('ingress_ecn', 'ECN'),
    option('egress_ecn', 'ECN'),
    option('linklayer', 'none'),
    '',
  ].join('\n');

const firewallSection = (): string =>
  [
    "# In `config defaults`: option flow_offloading '0' and option flow_offloading_hw '0'. What is offloaded gets no mark.",
    "config include 'habeas'",
    option('type', 'script'),
    option('path', INCLUDE_PATH),
    option('fw4_compatible', 1),
    '',
  ].join('\n');

/** fw4 takes other tables away when the firewall is stopped. A table of its own, so that no fault of ours stops fw4. */
const includeScript = (): string =>
  [
    '# Sourced by fw4 each time it has loaded its rules: the marks are loaded again where SQM has made the queues.',
    `if [ -e /sys/class/net/${OWN.incoming} ]; then nft -f ${MARKS_PATH}; fi`,
    '',
  ].join('\n');

const wirelessSection = (): string =>
  [
    "# Into each `config wifi-iface` of mode 'ap'. RFC 8325: EF is user priority 6 (voice), AF4x 4 (video), CS1 1 (background).",
    option('wmm', 1),
    option('iw_qos_map_set', qosMapSet()),
    '',
  ].join('\n');

/**
 * Files of an OpenWrt router with firewall4, sqm-scripts, kmod-sched-cake and kmod-nft-netdev. CAKE chooses by the mark
 * alone, so the ruleset is the agent's with CAKE. With `site.inside` packets of the planes are marked for Wi-Fi, too.
 */
export function openWrtConfiguration(input: RouterInput): RouterFile[] {
  const marks = markRuleset(input.plan, { ...input.site, kernel: { cake: true, fqCodel: true } });
  return [
    { path: '/etc/config/sqm', is: 'section', text: sqmSection(input) },
    { path: `/usr/lib/sqm/${SQM_SCRIPT}`, is: 'whole', text: sqmScript() },
    { path: MARKS_PATH, is: 'whole', text: marks },
    { path: INCLUDE_PATH, is: 'whole', text: includeScript() },
    { path: '/etc/config/firewall', is: 'section', text: firewallSection() },
    { path: '/etc/config/wireless', is: 'section', text: wirelessSection() },
  ];
}
