/** What the kernel says of one process. Addresses are textual, `wildcard` ones are `0.0.0.0` and `::`. */
export interface ProcessFacts {
  readonly uids: readonly number[];
  /** CapInh, CapPrm, CapEff, CapBnd, CapAmb: true when all five are 0. */
  readonly withoutCapabilities: boolean;
  readonly noNewPrivileges: boolean;
  readonly seccompMode: number;
  /** Hard and soft limit both 0. */
  readonly fileSizeZero: boolean;
  readonly coreSizeZero: boolean;
  /** Mount points that can be written to. */
  readonly writableMounts: readonly string[];
  /** File names of the mapped Janus modules. */
  readonly modules: readonly string[];
  readonly tcpSockets: number;
  readonly udpSockets: readonly Endpoint[];
}

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Texts of /proc/PID, and the inodes of its sockets (from /proc/PID/fd). */
export interface ProcessTexts {
  readonly status: string;
  readonly limits: string;
  readonly mountinfo: string;
  readonly maps: string;
  readonly tcp: string;
  readonly tcp6: string;
  readonly udp: string;
  readonly udp6: string;
  readonly socketInodes: ReadonlySet<string>;
}

export function parseFacts(texts: ProcessTexts): ProcessFacts {
  const status = new Map(texts.status.split('\n').map((line) => line.split(/:\s*/, 2) as [string, string]));
  const own = (table: string) => socketsOf(table, texts.socketInodes);
  return {
    uids: (status.get('Uid') ?? '').trim().split(/\s+/).map(Number),
    withoutCapabilities: ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].every((set) =>
      /^0+$/.test(status.get(set)?.trim() ?? ''),
    ),
    noNewPrivileges: status.get('NoNewPrivs')?.trim() === '1',
    seccompMode: Number(status.get('Seccomp') ?? Number.NaN),
    fileSizeZero: /^Max file size\s+0\s+0\s/m.test(texts.limits),
    coreSizeZero: /^Max core file size\s+0\s+0\s/m.test(texts.limits),
    writableMounts: writableMounts(texts.mountinfo),
    modules: modulesOf(texts.maps),
    tcpSockets: own(texts.tcp).length + own(texts.tcp6).length,
    udpSockets: [...own(texts.udp), ...own(texts.udp6)],
  };
}

function modulesOf(maps: string): string[] {
  const names = new Set<string>();
  for (const line of maps.split('\n')) {
    const name = /\/(libjanus_[a-z]+\.so)[^/]*$/.exec(line)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names].sort();
}

function writableMounts(mountinfo: string): string[] {
  return mountinfo
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '))
    .filter((fields) => (fields[5] as string).split(',').includes('rw'))
    .map((fields) => fields[4] as string);
}

function socketsOf(table: string, inodes: ReadonlySet<string>): Endpoint[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length > 9 && inodes.has(fields[9] as string))
    .map((fields) => parseEndpoint(fields[1] as string));
}

/** `0100007F:1F90` → 127.0.0.1, 8080. The kernel prints 32-bit words in host order (little endian here). */
export function parseEndpoint(text: string): Endpoint {
  const [hex, port] = text.split(':') as [string, string];
  const bytes = hex.match(/.{8}/g)?.flatMap((word) => (word.match(/../g) as string[]).toReversed()) ?? [];
  const address =
    bytes.length === 4
      ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
      : shortenIpv6((bytes.join('').match(/.{4}/g) as string[]).join(':'));
  return { address, port: Number.parseInt(port, 16) };
}

/** Canonical text of an IPv6 address, so that two of them can be compared. */
export function shortenIpv6(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}
