import type { CaptureGuard } from './capture-guard.js';
import type { SealClient } from './seal-client.js';
import type { HeardMessage, SealState } from './seal-messages.js';
import { SharedWindow } from './shared-window.js';
import { TypedWords } from './typed-words.js';

interface Around {
  readonly labels: readonly string[];
  readonly capture: CaptureGuard;
  readonly seal: () => SealClient | undefined;
  readonly mayShare: () => boolean;
  readonly replace: (track: MediaStreamTrack | null) => Promise<boolean>;
  readonly now: () => number;
  readonly changed: () => void;
}

/** What goes between the two beside sound and camera: typed words, and a window in the picture's place. */
export class CallTalk {
  readonly words: TypedWords;
  readonly window: SharedWindow;
  #state: SealState['name'] | undefined;

  constructor(private readonly around: Around) {
    const { capture, seal, mayShare, replace, now, changed } = around;
    this.words = new TypedWords({ say: (id, text) => seal()?.say(id, text), now, changed });
    const say = (shown: boolean) => seal()?.sayWindow(shown);
    this.window = new SharedWindow({ capture, allowed: mayShare, replace, say, changed });
  }

  /** What the seal worker proved. */
  heard(heard: HeardMessage): void {
    if (heard.type === 'arrived') return this.words.arrived(heard.id);
    if (heard.type === 'heard-window') return this.window.heard(heard.from, heard.shown);
    this.words.heard(this.around.labels[heard.from] ?? '', heard.text);
  }

  sealed({ name }: SealState): void {
    const before = this.#state;
    this.#state = name;
    if (name === before) return;
    if (name === 'unverified') this.window.rekeyed();
    if (name === 'sealed' || name === 'unmatched') this.window.opened();
  }

  clear(): void {
    this.words.clear();
    this.window.rekeyed();
  }
}
