import type { Page } from 'playwright-core';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

declare const connections: RTCPeerConnection[];

/** Keeps every connection that the page makes, so that a test can ask it; before the first load. */
export async function keepConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: RTCPeerConnection[] = [];
    Object.assign(globalThis, { connections: kept });
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...given: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...given);
        kept.push(this);
      }
    };
  });
}

/** UDP ports of this device, or of whom it talks to, over which its connections talk. */
export const mediaPorts = (page: Page, whose: 'local' | 'remote' = 'local'): Promise<number[]> =>
  page.evaluate(async (end) => {
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    return reports.flatMap((report) => {
      const stats = [...report.values()] as Record<string, string>[];
      const used = stats.filter(({ type, state }) => type === 'candidate-pair' && state === 'succeeded');
      return used.map((pair) => (report.get(pair[`${end}CandidateId`]!) as { port: number }).port);
    });
  }, whose);

/** RTP packets that reached the page so far. */
export const packetsReceived = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    const stats = reports.flatMap((report) => [...report.values()]) as { type: string; packetsReceived?: number }[];
    return stats.reduce((sum, one) => sum + (one.type === 'inbound-rtp' ? (one.packetsReceived ?? 0) : 0), 0);
  });

/** Counts, in the kernel, the datagrams from and to these ports of a device in the namespace. */
export async function countDatagrams(namespace: TestNamespace, ports: readonly number[]) {
  const set = `{ ${ports.join(', ')} }`;
  const table = `table inet counted {
    counter sent { }
    counter got { }
    chain seen { type filter hook output priority -300; udp sport ${set} counter name sent; udp dport ${set} counter name got; }
  }`;
  await namespace.run(['nft', table]);
  return async (): Promise<{ sent: number; got: number }> => {
    const { stdout } = await namespace.run(['nft', 'list', 'counters', 'table', 'inet', 'counted']);
    const of = (name: string) => Number(new RegExp(`counter ${name} \\{\\s*packets (\\d+)`).exec(stdout)?.[1]);
    return { sent: of('sent'), got: of('got') };
  };
}

/** First ports of the four hundred that a hearing plane may have (docs/ports.md), of those this one is among. */
const hundredsOf = (port: number): string => (port >= 43_000 && port < 43_400 ? '43000-43399' : '30000-30399');

/** Counts, in the kernel, the datagrams that reach the plane whose port `one` is: from these ports, and from any other. */
export async function tapHearingPlane(namespace: TestNamespace, ports: readonly number[], one: number) {
  const named = `udp sport { ${ports.join(', ')} }`;
  const table = `table inet tapped {
    counter named { }
    counter others { }
    chain seen { type filter hook input priority -300; udp dport ${hundredsOf(one)} jump whose; }
    chain whose { ${named} counter name named return; counter name others; }
  }`;
  await namespace.run(['nft', table]);
  return async (): Promise<{ named: number; others: number }> => {
    const { stdout } = await namespace.run(['nft', 'list', 'counters', 'table', 'inet', 'tapped']);
    const of = (name: string) => Number(new RegExp(`counter ${name} \\{\\s*packets (\\d+)`).exec(stdout)?.[1]);
    return { named: of('named'), others: of('others') };
  };
}

/** Drops so many of a hundred datagrams that are sent to these ports of a device in the namespace, at random. */
export async function losePackets(namespace: TestNamespace, ports: readonly number[], percent: number) {
  const rule = `udp dport { ${ports.join(', ')} } numgen random mod 100 < ${percent} drop`;
  const table = `table inet lossy {
    chain lost { type filter hook output priority 300; ${rule}
    }
  }`;
  await namespace.run(['nft', table]);
  return { end: () => namespace.run(['nft', 'delete', 'table', 'inet', 'lossy']) };
}
