import type { BrowserContext, Page } from 'playwright-core';
import { type HearingRow, LinkMade } from '#protocol';
import { keepConnections } from './media-ports.js';
import type { RunningHabeas } from './running-habeas.js';

declare const connections: RTCPeerConnection[];

/** A small picture at few frames: many people share two cores here. */
export async function courtDevice(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await keepConnections(page);
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (ask === undefined) return;
    navigator.mediaDevices.getUserMedia = (wish) =>
      ask({ ...wish, ...(wish?.video ? { video: { width: 320, height: 180, frameRate: 10 } } : {}) });
  });
  return page;
}

/** Every word that the hearing channel sent to a page, for what must not be among them. */
export function wordsTo(page: Page): () => string {
  const words: string[] = [];
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).pathname !== '/hearing') return;
    socket.on('framereceived', ({ payload }) => void words.push(String(payload)));
  });
  return () => words.join('\n');
}

/** The address that the clerk sends to the person of this role. */
export async function linkFor(clerk: Page, habeas: RunningHabeas, hearing: HearingRow, role: string): Promise<string> {
  const { seat } = hearing.people.find((one) => one.role === role)!;
  const made = await clerk.evaluate(
    async ([path, body]) => {
      const answer = await fetch(path!, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body!,
      });
      return (await answer.json()) as unknown;
    },
    [`/api/court/hearings/${hearing.id}/links`, JSON.stringify({ seat })],
  );
  return habeas.url('court', `/#${LinkMade.parse(made).token}`);
}

/** From the link to the word that this person is ready; a judge goes in. */
export async function comeByLink(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'English', exact: true }).first().click();
  await page.getByRole('button', { name: 'Start the try-out' }).click();
  await page.getByLabel('I am alone in the room').check();
}

/** Packets of sound that reached the page so far, by the number of streams they came on. */
export const soundOf = (page: Page): Promise<{ streams: number; packets: number; energy: number }> =>
  page.evaluate(async () => {
    const open = connections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(open.map((connection) => connection.getStats()));
    const inbound = reports
      .flatMap((report) => [...report.values()] as Record<string, unknown>[])
      .filter(
        ({ type, kind, packetsReceived }) => type === 'inbound-rtp' && kind === 'audio' && Number(packetsReceived) > 0,
      );
    const sum = (what: string) => inbound.reduce((so, one) => so + Number(one[what] ?? 0), 0);
    return { streams: inbound.length, packets: sum('packetsReceived'), energy: sum('totalAudioEnergy') };
  });
