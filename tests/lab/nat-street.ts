import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestNamespace } from '../../libs/testing/src/namespace/index.js';

const run = promisify(execFile);
const inside = (name: string, ...words: string[]) => run('ip', ['netns', 'exec', name, ...words]);

const FACILITY = { machine: '192.168.10.2', router: '192.168.10.1', outside: '203.0.113.1' };
const ATTORNEY = { machine: '192.168.20.2', moved: '192.168.20.3', router: '192.168.20.1', outside: '203.0.113.2' };

/** Ports that a router hands on to the machine behind it, as nftables writes them. */
export interface Forwarded {
  readonly tcp?: string;
  readonly udp?: string;
}

/**
 * Two houses in one street: each machine has a private address behind a router that translates addresses and ports
 * (`masquerade fully-random`) and lets in only answers and what it forwards. Neither knows a way to the other's private network.
 */
export class NatStreet {
  /** Of the facility: its own, and that of its router. */
  readonly privateAddress = FACILITY.machine;
  readonly publicAddress = FACILITY.outside;

  private constructor(
    private readonly facilityRouter: string,
    private readonly attorneyRouter: string,
    private readonly attorney: TestNamespace,
  ) {}

  static async open(facility: TestNamespace, attorney: TestNamespace): Promise<NatStreet> {
    const tag = randomBytes(3).toString('hex');
    const street = new NatStreet(`habeas-f${tag}`, `habeas-a${tag}`, attorney);
    for (const router of [street.facilityRouter, street.attorneyRouter]) await run('ip', ['netns', 'add', router]);
    try {
      const link = ['link', 'add', 'wan', 'type', 'veth', 'peer', 'name', 'wan', 'netns', street.attorneyRouter];
      await inside(street.facilityRouter, 'ip', ...link);
      await house(facility, street.facilityRouter, FACILITY);
      await house(attorney, street.attorneyRouter, ATTORNEY);
    } catch (error) {
      await street.close();
      throw error;
    }
    return street;
  }

  /** The facility's router hands these on, in addition to what it did before. */
  async forward({ tcp, udp }: Forwarded): Promise<void> {
    for (const [protocol, ports] of [
      ['tcp', tcp],
      ['udp', udp],
    ] as const) {
      if (ports === undefined) continue;
      const rule = `add rule ip nat in iifname wan ${protocol} dport { ${ports} } dnat to ${FACILITY.machine}`;
      await inside(this.facilityRouter, 'nft', rule);
    }
  }

  /** The attorney's machine goes from one network of its house to another: the former address is gone with its connections. */
  async attorneyMoves(): Promise<void> {
    await this.attorney.run(['ip', 'addr', 'flush', 'dev', 'lan']);
    await this.attorney.run(['ip', 'addr', 'add', `${ATTORNEY.moved}/24`, 'dev', 'lan']);
    await this.attorney.run(['ip', 'route', 'replace', 'default', 'via', ATTORNEY.router]);
  }

  async close(): Promise<void> {
    for (const router of [this.facilityRouter, this.attorneyRouter]) {
      await run('ip', ['netns', 'delete', router]).catch(() => undefined);
    }
  }
}

const NAT = `add table ip nat
add chain ip nat out { type nat hook postrouting priority 100; policy accept; }
add chain ip nat in { type nat hook prerouting priority -100; policy accept; }
add rule ip nat out oifname wan masquerade fully-random
add table ip door
add chain ip door through { type filter hook forward priority 0; policy drop; }
add rule ip door through ct state established,related accept
add rule ip door through iifname lan accept
add rule ip door through ct status dnat accept`;

async function house(machine: TestNamespace, router: string, at: typeof FACILITY): Promise<void> {
  await machine.run(['ip', 'link', 'set', machine.interfaceName, 'down']);
  await machine.run(['ip', 'link', 'add', 'lan', 'type', 'veth', 'peer', 'name', 'lan', 'netns', router]);
  await machine.run(['ip', 'addr', 'add', `${at.machine}/24`, 'dev', 'lan']);
  await machine.run(['ip', 'link', 'set', 'lan', 'up']);
  await machine.run(['ip', 'route', 'replace', 'default', 'via', at.router]);
  for (const [device, address] of [
    ['lan', at.router],
    ['wan', at.outside],
  ] as const) {
    await inside(router, 'ip', 'addr', 'add', `${address}/24`, 'dev', device);
    await inside(router, 'ip', 'link', 'set', device, 'up');
  }
  await inside(router, 'ip', 'link', 'set', 'lo', 'up');
  await inside(router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  await inside(router, 'nft', NAT.replaceAll('\n', ' ; '));
}
