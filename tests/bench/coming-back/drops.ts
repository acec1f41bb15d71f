import type { Browser, Page } from 'playwright-core';
import { BarePlane } from '../../e2e/calling/bare-plane.js';
import type { BoothServer } from '../../e2e/calling/booth-server.js';
import { agree, type CallLab, enter, renderersOf } from '../../e2e/calling/call.js';
import type { CallingPage } from '../../e2e/calling/page/main.js';

declare const calling: CallingPage;

/** A sealed call of two, each in a browser of its own. */
export interface Call {
  readonly lab: CallLab;
  readonly server: BoothServer;
  readonly kiosk: Page;
  readonly attorney: Page;
  readonly laptop: Browser;
}

/** Something goes wrong with the attorney's end, or with both, and is mended. */
export interface Drop {
  readonly name: string;
  /** Who is still there to see it. */
  readonly seenBy: readonly ('kiosk' | 'attorney')[];
  readonly breaks: (call: Call) => Promise<void>;
  /** Runs once it was seen. */
  readonly mends: (call: Call) => Promise<void>;
}

const CUT = 'add table inet cut ; add chain inet cut out { type filter hook output priority 0 ; } ; ';

export const DROPS: readonly Drop[] = [
  {
    name: 'media dropped on the way',
    seenBy: ['kiosk', 'attorney'],
    breaks: ({ lab }) => lab.namespace.run(['nft', `${CUT}add rule inet cut out meta l4proto udp drop`]).then(() => {}),
    mends: ({ lab }) => lab.namespace.run(['nft', 'delete table inet cut']).then(() => {}),
  },
  {
    name: 'Janus killed',
    seenBy: ['kiosk', 'attorney'],
    breaks: ({ server }) => server.planeGone(),
    mends: async ({ lab, server }) => {
      await (lab.plane as BarePlane).startAnew();
      await server.planeBack();
    },
  },
  {
    name: 'gateway connection lost',
    seenBy: ['kiosk', 'attorney'],
    breaks: async ({ server }) => server.gateways.get('attorney')?.terminate(),
    mends: async () => {},
  },
  {
    name: 'session channel and gateway lost',
    seenBy: ['kiosk', 'attorney'],
    breaks: async ({ server }) => {
      for (const sockets of [server.sessions, server.gateways]) sockets.get('attorney')?.terminate();
    },
    mends: async () => {},
  },
  {
    name: 'page reloaded',
    seenBy: ['kiosk'],
    breaks: async ({ attorney }) => void (await attorney.goto('about:blank')),
    mends: async ({ lab, attorney }) => {
      await lab.visit(attorney, 'attorney');
      await enter(attorney);
    },
  },
  {
    name: 'laptop asleep',
    seenBy: ['kiosk'],
    breaks: async ({ laptop }) => (await renderersOf(laptop)).forEach((id) => process.kill(id, 'SIGSTOP')),
    mends: async ({ laptop }) => (await renderersOf(laptop)).forEach((id) => process.kill(id, 'SIGCONT')),
  },
];

export async function openCall(lab: CallLab, near: Browser, laptop: Browser): Promise<Call> {
  const server = await lab.server();
  const kiosk = await lab.device(near, 'kiosk');
  const attorney = await lab.device(laptop, 'attorney');
  for (const page of [kiosk, attorney]) await enter(page);
  await agree([kiosk, attorney]);
  return { lab, server, kiosk, attorney, laptop };
}

/** Runs in the page: sealed, with sound of the other. */
export const isBack = async (before: number): Promise<boolean> =>
  calling.state.name === 'sealed' &&
  calling.consultation?.remotes.length === 1 &&
  (await calling.count()).receive.audio.passed > before;
