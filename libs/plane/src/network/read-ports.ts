import { readFile } from 'node:fs/promises';
import { parsePortSituation, type PortSituation } from './media-ports.js';

const text = (path: string) => readFile(path, 'utf8').catch(() => '');

export async function readPorts(): Promise<PortSituation> {
  const [udp, udp6, range, reserved] = await Promise.all([
    text('/proc/net/udp'),
    text('/proc/net/udp6'),
    text('/proc/sys/net/ipv4/ip_local_port_range'),
    text('/proc/sys/net/ipv4/ip_local_reserved_ports'),
  ]);
  return parsePortSituation(udp + udp6, range === '' ? '1024 65535' : range, reserved);
}
