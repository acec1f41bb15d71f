import type { Direction } from './direction.js';
import type { LinkPolicy } from './link-policy.js';
import type { SoundClass } from './traffic-class.js';

/** Milliseconds that receivers hold sound back (`jitterBufferTarget`) while the line is lossy: what is sent again then comes in time. */
export const SHIELDED_BUFFER_MS = 100;

/** What is done in one direction against loss. Sound is retransmitted (NACK) in any case. */
export interface Shield {
  /** Sound of hearings leaves twice. */
  readonly hearingAudio: boolean;
  readonly boothAudio: boolean;
  /** For who receives it; undefined leaves it to the browser. */
  readonly jitterBufferTarget: number | undefined;
}

/** kbit/s of copies of each kind of sound, and of what was wanted and has no room. */
export interface Copies {
  readonly hearing: number;
  readonly booth: number;
  readonly missing: number;
}

interface CopyWish {
  readonly lossy: boolean;
  readonly hearing: number;
  readonly booth: number;
  /** Left after what must not give way; pictures do. */
  readonly room: number;
}

/** Whole or not at all, hearings first. Only who sends over the line can send twice: of what comes in nothing is copied here. */
export function copiesOf(direction: Direction, policy: LinkPolicy, { lossy, room, ...sound }: CopyWish): Copies {
  if (!lossy || direction === 'down') return { hearing: 0, booth: 0, missing: 0 };
  const may = (name: SoundClass, kbps: number) => (policy.duplicate.includes(name) ? kbps : 0);
  const wanted = { hearing: may('hearing-audio', sound.hearing), booth: may('booth-audio', sound.booth) };
  const hearing = wanted.hearing <= room ? wanted.hearing : 0;
  const booth = wanted.booth <= room - hearing ? wanted.booth : 0;
  return { hearing, booth, missing: wanted.hearing + wanted.booth - hearing - booth };
}

export const shieldOf = ({ hearing, booth }: Copies, lossy: boolean): Shield => ({
  hearingAudio: hearing > 0,
  boothAudio: booth > 0,
  jitterBufferTarget: lossy ? SHIELDED_BUFFER_MS : undefined,
});
