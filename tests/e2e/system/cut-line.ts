import type { Browser, Page } from 'playwright-core';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { mediaPorts } from './media-ports.js';

/** Takes one browser off the network, as far as the others see: every packet of its own ports, and every new connection. */
export async function cutLine(namespace: TestNamespace, browser: Browser, page: Page) {
  const [tcp, udp] = [await tcpPorts(namespace, browser), await mediaPorts(page)];
  const ports = { tcp: `{ ${tcp.join(', ')} }`, udp: `{ ${udp.join(', ')} }` };
  await namespace.run([
    'nft',
    table('line', [...both('tcp', ports.tcp), 'tcp dport 3000 tcp flags & (syn | ack) == syn drop']),
  ]);
  await namespace.run(['nft', table('media', both('udp', ports.udp))]);
  const mend = (which: 'line' | 'media') => namespace.run(['nft', 'delete', 'table', 'inet', `cut_${which}`]);
  return {
    /** Its former addresses work again. */
    mend: () => Promise.all([mend('line'), mend('media')]),
    /** It has a network again, but what it had sent media from is gone, as after a change of the network. */
    mendElsewhere: () => mend('line'),
  };
}

const both = (protocol: 'tcp' | 'udp', ports: string): string[] => [
  `${protocol} sport ${ports} drop`,
  `${protocol} dport ${ports} drop`,
];

const table = (name: string, rules: readonly string[]): string =>
  `table inet cut_${name} {\n chain out {\n type filter hook output priority 0\n ${rules.join('\n')}\n }\n }`;

/** Local ports of the connections of this browser's processes. */
async function tcpPorts(namespace: TestNamespace, browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const own = new Set(processInfo.map(({ id }) => String(id)));
  const { stdout } = await namespace.run(['ss', '-tnpH', 'state', 'established', '( dport = :3000 )']);
  const ports = stdout.split('\n').flatMap((line) => {
    const pid = /pid=(\d+)/.exec(line)?.[1];
    const port = /(?:\]|[\d.]+):(\d+)\s/.exec(line)?.[1];
    return pid !== undefined && port !== undefined && own.has(pid) ? [Number(port)] : [];
  });
  if (ports.length === 0) throw new Error('no connection of this browser was found');
  return ports;
}
