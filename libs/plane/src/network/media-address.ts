import type { NetworkInterfaceInfo } from 'node:os';
import { PlaneError } from '../plane-error.js';
import { shortenIpv6 } from '../measure/process-facts.js';

type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

/**
 * The only address media use: the wished one if this machine has it, else the first IPv4 one that is not loopback
 * (Janus skips loopback). @throws PlaneError `no-media-address`.
 */
export function chooseMediaAddress(interfaces: Interfaces, wished: string | undefined): string {
  const all = Object.values(interfaces).flatMap((list) => list ?? []);
  if (wished !== undefined) {
    const address = wished.includes(':') ? shortenIpv6(wished) : wished;
    if (all.some((info) => info.address === address && !info.internal)) return address;
    throw new PlaneError(
      'no-media-address',
      `HABEAS_MEDIA_ADDRESS is ${wished}, but no network interface of this machine has it (loopback does not count).`,
    );
  }
  const first = all.find((info) => info.family === 'IPv4' && !info.internal);
  if (first !== undefined) return first.address;
  throw new PlaneError('no-media-address', 'This machine has no IPv4 address beside loopback; media need one.');
}
