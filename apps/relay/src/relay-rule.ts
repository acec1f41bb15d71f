import { nft } from '#confine';
import { RelayError } from './relay-error.js';

const TABLE = 'habeas_relay';

export interface RelayRule {
  readonly uid: number;
  readonly address: string;
  readonly port: number;
  readonly tlsPort: number | undefined;
  readonly relayPorts: readonly [number, number];
  /** Of each plane that may be reached. */
  readonly mediaPorts: readonly (readonly [number, number])[];
}

/**
 * nftables text: the relay's user answers clients from its listening ports, and from its relay ports reaches the planes'
 * media ports and nothing else. coturn knows peers by address only; this adds the ports, and holds whatever coturn does.
 */
export function ruleText({ uid, address, port, tlsPort, relayPorts, mediaPorts }: RelayRule): string {
  const ip = address.includes(':') ? 'ip6' : 'ip';
  const range = ([from, to]: readonly [number, number]) => `${from}-${to}`;
  const tls = tlsPort === undefined ? '' : `\n    ${ip} saddr ${address} tcp sport ${tlsPort} accept`;
  return `add table inet ${TABLE}
delete table inet ${TABLE}
table inet ${TABLE} {
  counter refused { }
  chain relay {
    ${ip} saddr ${address} udp sport ${port} accept${tls}
    ${ip} saddr ${address} ${ip} daddr ${address} udp sport ${range(relayPorts)} udp dport { ${mediaPorts.map(range).join(', ')} } accept
    counter name "refused" drop
  }
  chain output {
    type filter hook output priority -10; policy accept;
    meta skuid ${uid} jump relay
  }
}
`;
}

/** In force when this resolves. @throws RelayError `ruleset-refused`. */
export async function loadRule(rule: RelayRule): Promise<void> {
  await nft(['-f', '-'], ruleText(rule)).catch((error: Error) => {
    throw new RelayError('ruleset-refused', `nftables refused the rule of the relay: ${error.message}`);
  });
}

/** Whether the kernel still has it: another firewall manager may flush what it does not know. */
export async function ruleHolds(): Promise<boolean> {
  return nft(['list', 'table', 'inet', TABLE]).then(
    (listing) => listing.includes('jump relay') && listing.includes('counter name "refused" drop'),
    () => false,
  );
}

export async function removeRule(): Promise<void> {
  await nft(['-f', '-'], `add table inet ${TABLE}\ndelete table inet ${TABLE}\n`);
}
