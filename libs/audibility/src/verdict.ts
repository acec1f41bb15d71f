/** What became of a speaker's sound at one listener in one second, and the letter that stands for it in files. */
export const VERDICT_LETTERS = {
  /** Delivered and played by the listener's device. Not that a person listened. */
  HEARD: 'H',
  /** As HEARD, with more delay than a talk bears. */
  STRAINED: 'S',
  /** Severely concealed. */
  IMPAIRED: 'I',
  NOT_DELIVERED: 'D',
  /** Delivered, and stopped by the listener's own mute, volume or device. */
  NOT_PLAYED: 'P',
  /** There was nothing to hear. */
  SILENT: '-',
  /** No report, or none that can be used. */
  UNKNOWN: '?',
  /** The witnesses contradict each other, or one of them itself. Says nothing of who is wrong. */
  DISAGREE: '!',
} as const;
export type Verdict = keyof typeof VERDICT_LETTERS;
export type VerdictLetter = (typeof VERDICT_LETTERS)[Verdict];
