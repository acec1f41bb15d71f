import type { Page } from 'playwright-core';
import { PROBE_BYTES, PROBE_CHUNK } from '#protocol';

/** Answers a line probe in the page's own browser, as the facility would. */
export function answerProbe(page: Page): Promise<void> {
  return page.routeWebSocket('**/probe', (socket) => {
    socket.send('ready');
    socket.onMessage((message) => {
      if (typeof message !== 'string') return;
      if (message === 'down') {
        for (let sent = 0; sent < PROBE_BYTES; sent += PROBE_CHUNK) socket.send(Buffer.alloc(PROBE_CHUNK));
      }
      socket.send(message === 'ping' ? 'pong' : message);
    });
  });
}
