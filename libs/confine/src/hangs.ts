export interface Patience {
  /** Milliseconds between an answer and the next question. */
  readonly everyMs: number;
  /** Milliseconds in which a question is answered, else it is missed. */
  readonly patienceMs: number;
  /** So many missed in a row: it hangs. */
  readonly misses: number;
}

/** 45 s without one answer: a busy machine answers late, never so late three times on end. */
export const PATIENCE: Patience = { everyMs: 5000, patienceMs: 15_000, misses: 3 };

export interface HangMeans {
  /** False when nothing came within `patienceMs`, which it keeps itself; or at once, after the signal. Never rejects. */
  readonly answers: (patienceMs: number) => Promise<boolean>;
  /** Ends early when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** After each question: how many have been missed in a row. */
  readonly onBeat?: (missed: number) => void;
  readonly patience?: Patience;
}

/**
 * Asks a program the same question over and over, since one that hangs keeps its process, its sockets and its layers.
 * Resolves with true when it hangs, with false after the signal. Never rejects.
 */
export async function hangs(means: HangMeans, signal: AbortSignal): Promise<boolean> {
  const { everyMs, patienceMs, misses } = means.patience ?? PATIENCE;
  for (let missed = 0; !signal.aborted;) {
    const asked = performance.now();
    missed = (await means.answers(patienceMs)) ? 0 : missed + 1;
    if (signal.aborted) return false;
    means.onBeat?.(missed);
    if (missed >= misses) return true;
    // What refuses at once is given as long as what is silent.
    const rest = missed === 0 ? everyMs : patienceMs - (performance.now() - asked);
    if (rest > 0) await means.wait(rest, signal);
  }
  return false;
}
