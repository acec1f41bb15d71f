import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type ApiFailure, failureFrom } from './call-api.js';

/** `stale`: the last answer is still shown, but a later request failed at `failedAt`. */
export interface Answer<T> {
  value?: T;
  failure?: ApiFailure;
  failedAt?: number;
  again: () => void;
}

/** Asks at once, then every `every` milliseconds (0: never again); an answer that comes late is dropped. */
export function useAnswer<T>(request: () => Promise<T>, every: number, inputs: readonly unknown[]): Answer<T> {
  const [seen, set] = useState<Omit<Answer<T>, 'again'>>({});
  const turn = useRef(0);
  const again = useCallback(() => {
    const mine = ++turn.current;
    request().then(
      (value) => mine === turn.current && set({ value }),
      (thrown: unknown) =>
        mine === turn.current &&
        set((before) => ({ ...before, failure: failureFrom(thrown), failedAt: before.failedAt ?? Date.now() })),
    );
    // oxlint-disable-next-line exhaustive-deps
  }, inputs);
  useEffect(() => {
    set({});
    again();
    const timer = every > 0 ? setInterval(again, every) : undefined;
    return () => {
      turn.current += 1;
      clearInterval(timer);
    };
  }, [again, every]);
  return { ...seen, again };
}
