import { useCallback, useState } from 'preact/hooks';
import { type ApiFailure, failureFrom } from './call-api.js';

export interface Action<Input> {
  run: (input: Input) => void;
  running: boolean;
  failure: ApiFailure | undefined;
  clear: () => void;
}

/** One command of a person: never twice at a time, its failure kept for the screen. */
export function useAction<Input = void>(command: (input: Input) => Promise<void>): Action<Input> {
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const run = useCallback(
    (input: Input) => {
      if (running) return;
      setRunning(true);
      setFailure(undefined);
      command(input)
        .catch((thrown: unknown) => setFailure(failureFrom(thrown)))
        .finally(() => setRunning(false));
    },
    [command, running],
  );
  return { run, running, failure, clear: () => setFailure(undefined) };
}
