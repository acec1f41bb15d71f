import type { CaptureGuard } from './capture-guard.js';
import { CallingError } from './calling-error.js';

/** What became of the wish to share: `refused` by the person or the browser; `no-camera`: there is no picture to replace. */
export type SharingAnswer = 'shown' | 'refused' | 'no-camera';

interface Around {
  readonly capture: CaptureGuard;
  /** This device may share now: attorney's side, conversation open. */
  readonly allowed: () => boolean;
  /** Puts a track into the sealed sender of the own picture; false when there is none. */
  readonly replace: (track: MediaStreamTrack | null) => Promise<boolean>;
  /** Tells the others, sealed, that the picture is a window (true) or the camera again. */
  readonly say: (shown: boolean) => void;
  readonly changed: () => void;
}

/**
 * A window instead of the own camera, over the same sealed sender: same transform, same key, nothing is negotiated.
 * Also knows which of the others' pictures are windows, by their own sealed word.
 */
export class SharedWindow {
  readonly #shownBy = new Set<number>();

  constructor(private readonly around: Around) {}

  /** The window that is being shown from here. */
  get stream(): MediaStream | undefined {
    return this.around.capture.window;
  }

  isShownBy(place: number): boolean {
    return this.#shownBy.has(place);
  }

  /** From a person's click only. Never rejects. */
  async begin(): Promise<SharingAnswer> {
    const { capture, allowed, replace, say, changed } = this.around;
    if (!allowed()) return 'refused';
    if (!capture.stream?.getVideoTracks().length) return 'no-camera';
    try {
      const track = await capture.beginWindow(() => void this.end());
      if (!allowed() || !(await replace(track))) throw new CallingError('media-lost');
    } catch {
      capture.endWindow();
      return 'refused';
    }
    say(true);
    changed();
    return 'shown';
  }

  /** Back to the camera: the person stopped, or the browser's own stop was pressed. */
  async end(): Promise<void> {
    const { capture, replace } = this.around;
    if (!this.drop()) return;
    await replace(capture.stream?.getVideoTracks()[0] ?? null);
  }

  /** As `end`, where the connection is gone: there is no sender to give the camera back to. False: nothing was shown. */
  drop(): boolean {
    const { capture, say, changed } = this.around;
    if (!capture.window) return false;
    capture.endWindow();
    say(false);
    changed();
    return true;
  }

  /** New keys: what was said under the old ones no longer counts. */
  rekeyed(): void {
    this.#shownBy.clear();
  }

  /** The conversation is open under new keys, and the others do not know yet what they see. */
  opened(): void {
    if (this.stream) this.around.say(true);
  }

  heard(place: number, shown: boolean): void {
    if (shown) this.#shownBy.add(place);
    else this.#shownBy.delete(place);
    this.around.changed();
  }
}
