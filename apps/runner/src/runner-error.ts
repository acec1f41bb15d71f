/** Why the runner cannot start or go on. `sentence` is for the person at the terminal. */
export type RunnerErrorCode =
  | 'bad-settings'
  | 'port-taken'
  | 'already-running'
  | 'part-cannot-start'
  | 'not-ready'
  | 'command-failed'
  | 'bad-backup'
  | 'other-ledger'
  | 'still-running'
  | 'under-systemd';

export class RunnerError extends Error {
  constructor(
    readonly code: RunnerErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'RunnerError';
  }
}
