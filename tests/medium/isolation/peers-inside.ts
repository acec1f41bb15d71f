import { createInterface } from 'node:readline';
import { SoundPeer } from '../hearing/sound-peer.js';

/** `peer`: a name that the first order about it gives. */
export type Order =
  | { readonly do: 'offer'; readonly peer: string; readonly mark: number }
  | { readonly do: 'accept' | 'answer'; readonly peer: string; readonly sdp: string }
  | { readonly do: 'heard' | 'sent'; readonly peer: string }
  | { readonly do: 'close'; readonly peer: string };

/** The answer to an order, by its number: a description, or packets heard by mark. */
export interface Done {
  readonly order: number;
  readonly sdp?: string;
  readonly heard?: readonly (readonly [mark: number, packets: number])[];
  /** Packets sent. */
  readonly sent?: number;
  readonly failed?: string;
}

const PACKET_MS = 40;
const SIZE = 60;

interface Kept {
  readonly peer: SoundPeer;
  readonly mark: number | undefined;
}

/** Carries out orders from standard input until it ends. */
export function run(): void {
  const peers = new Map<string, Kept>();
  const say = (done: Done) => void process.stdout.write(`${JSON.stringify(done)}\n`);
  setInterval(() => {
    for (const { peer, mark } of peers.values()) if (mark !== undefined) peer.send({ mark, size: SIZE });
  }, PACKET_MS);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const { order, ...asked } = JSON.parse(line) as Order & { order: number };
    carryOut(peers, asked as Order).then(
      (done) => say({ order, ...done }),
      (error: unknown) => say({ order, failed: String(error) }),
    );
  });
  lines.on('close', () => process.exit());
}

async function carryOut(peers: Map<string, Kept>, asked: Order): Promise<Omit<Done, 'order'>> {
  if (asked.do === 'offer' || asked.do === 'answer') {
    peers.get(asked.peer)?.peer.close();
    const peer = new SoundPeer();
    peers.set(asked.peer, { peer, mark: asked.do === 'offer' ? asked.mark : undefined });
    return { sdp: asked.do === 'offer' ? await peer.offer() : await peer.answer(asked.sdp) };
  }
  const kept = peers.get(asked.peer);
  if (kept === undefined) throw new Error(`no peer ${asked.peer}`);
  switch (asked.do) {
    case 'accept':
      await kept.peer.accept(asked.sdp);
      return {};
    case 'heard':
      return { heard: [...kept.peer.heard] };
    case 'sent':
      return { sent: kept.peer.sent };
    case 'close':
      kept.peer.close();
      peers.delete(asked.peer);
      return {};
  }
}
