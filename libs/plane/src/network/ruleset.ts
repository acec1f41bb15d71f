export interface RulesetPlan {
  readonly uid: number;
  readonly mediaAddress: string;
  readonly mediaPorts: readonly [number, number];
}

/**
 * nftables text: the plane's user may send UDP from the media ports of the media address and nothing else, over
 * IPv4 and IPv6, loopback included. Whoever makes a forwarder, with every secret, sends nothing.
 * `add` + `delete` in front make it one transaction that replaces an earlier table whole.
 * (`skuid !=` would be wrong: it does not match packets without a socket, which would then be dropped for all.)
 */
export function rulesetText(table: string, { uid, mediaAddress, mediaPorts }: RulesetPlan): string {
  const [from, to] = mediaPorts;
  const family = mediaAddress.includes(':') ? 'ip6' : 'ip';
  return `add table inet ${table}
delete table inet ${table}
table inet ${table} {
  counter media { }
  counter refused { }
  chain plane {
    ${family} saddr ${mediaAddress} udp sport ${from}-${to} counter name "media" accept
    counter name "refused" drop
  }
  chain output {
    type filter hook output priority -10; policy accept;
    meta skuid ${uid} jump plane
  }
}
`;
}

export const removeRuleset = (table: string): string => `add table inet ${table}\ndelete table inet ${table}\n`;

/** Whether a listing (`nft list table inet TABLE`) still says what `rulesetText` set. */
export function rulesetHolds(listing: string, { uid, mediaAddress, mediaPorts }: RulesetPlan): boolean {
  const family = mediaAddress.includes(':') ? 'ip6' : 'ip';
  const lines = listing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(ip6? saddr|counter name|meta skuid|type filter)/.test(line));
  const wanted = [
    `${family} saddr ${mediaAddress} udp sport ${mediaPorts[0]}-${mediaPorts[1]} counter name "media" accept`,
    'counter name "refused" drop',
    /^type filter hook output priority (-10|filter - 10); policy accept;$/,
    `meta skuid ${uid} jump plane`,
  ];
  return (
    lines.length === wanted.length &&
    wanted.every((want, at) => (typeof want === 'string' ? lines[at] === want : want.test(lines[at] as string)))
  );
}
