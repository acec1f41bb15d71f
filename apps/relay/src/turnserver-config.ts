/** What one start of coturn is told. */
export interface TurnPlan {
  /** Of this machine and of the booth plane: listened at, relayed from, and the only peer. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** Undefined: UDP only. */
  readonly tlsPort: number | undefined;
  readonly relayPorts: readonly [number, number];
  /** 64 hex digits. */
  readonly secret: string;
  /** Folder with the three files, as coturn sees it. */
  readonly folder: string;
}

/** Bytes a second and allocation, each way: a call needs about 90,000 in all. */
const MAX_BPS = 250_000;
/** Allocations of one credential: two connections, two ways, a few addresses a device may have. */
const MAX_OF_ONE = 24;
const MAX_OF_ALL = 1200;

/**
 * The text of turnserver.conf. Credentials from the secret only and for a while only; every peer is denied but one; no
 * console, no web page, no TCP to peers; nothing about clients goes to a file (see quiet-log.ts for what is printed).
 */
export function turnserverConfig(plan: TurnPlan): string {
  const { address, folder } = plan;
  const tls = plan.tlsPort === undefined ? ['no-tls'] : tlsLines(plan.tlsPort, folder);
  return [
    `listening-ip=${address}`,
    `relay-ip=${address}`,
    `listening-port=${plan.port}`,
    `min-port=${plan.relayPorts[0]}`,
    `max-port=${plan.relayPorts[1]}`,
    `realm=${plan.host}`,
    'use-auth-secret',
    `static-auth-secret=${plan.secret}`,
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    `allowed-peer-ip=${address}`,
    'no-multicast-peers',
    'no-tcp-relay',
    'no-tcp',
    'no-dtls',
    ...tls,
    'no-cli',
    'no-rfc5780',
    'no-stun-backward-compatibility',
    'response-origin-only-with-rfc5780',
    'no-software-attribute',
    'no-auth-pings',
    'no-dynamic-ip-list',
    'no-dynamic-realms',
    'fingerprint',
    'stale-nonce=600',
    'max-allocate-lifetime=600',
    `user-quota=${MAX_OF_ONE}`,
    `total-quota=${MAX_OF_ALL}`,
    `max-bps=${MAX_BPS}`,
    'log-file=stdout',
    'simple-log',
    'pidfile=/tmp/turnserver.pid',
    'userdb=/tmp/nothing',
    '',
  ].join('\n');
}

const tlsLines = (port: number, folder: string): string[] => [
  `tls-listening-port=${port}`,
  `cert=${folder}/cert.pem`,
  `pkey=${folder}/key.pem`,
  'no-tlsv1',
  'no-tlsv1_1',
];
