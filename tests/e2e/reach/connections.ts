import type { Page } from 'playwright-core';

declare global {
  // Named in the page by keepConnections.
  var keptConnections: RTCPeerConnection[];
}

/** Must be called before the page is opened: its peer connections can be looked at afterwards. */
export async function keepConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.keptConnections = [];
    const Native = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        globalThis.keptConnections.push(this);
      }
    };
  });
}

/** ICE state of each connection the page made, the newest last. */
export const iceStates = (page: Page): Promise<string[]> =>
  page.evaluate(() => globalThis.keptConnections.map((connection) => connection.iceConnectionState));

export interface Route {
  /** Type of the local candidate of the pair in use. */
  readonly type: string;
  /** Of a relayed one, between the browser and the relay. */
  readonly protocol: string | undefined;
}

/** How the media of each connected connection travel. */
export function routes(page: Page): Promise<Route[]> {
  return page.evaluate(async () => {
    const found: Route[] = [];
    for (const connection of globalThis.keptConnections) {
      if (!['connected', 'completed'].includes(connection.iceConnectionState)) continue;
      const stats = await connection.getStats();
      const all = [...stats.values()] as Record<string, string>[];
      const transport = all.find((entry) => entry['type'] === 'transport');
      const pair = stats.get(transport?.['selectedCandidatePairId'] ?? '') as Record<string, string> | undefined;
      const local = stats.get(pair?.['localCandidateId'] ?? '') as Record<string, string> | undefined;
      if (local) found.push({ type: local['candidateType'] ?? '', protocol: local['relayProtocol'] });
    }
    return found;
  });
}
