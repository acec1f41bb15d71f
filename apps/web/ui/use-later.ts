import { useEffect, useState } from 'preact/hooks';

export interface Later<Part> {
  /** Undefined until its scripts are there. */
  readonly part: Part | undefined;
  readonly failed: boolean;
  readonly again: () => void;
}

/** A part of the page whose scripts come when it is wanted. `load` imports them; it is one and the same all the time. */
export function useLater<Part>(load: () => Promise<Part>): Later<Part> {
  const [state, set] = useState<{ readonly part: Part } | 'coming' | 'failed'>('coming');
  useEffect(() => {
    if (state !== 'coming') return;
    load().then(
      (part) => set({ part }),
      () => set('failed'),
    );
  }, [state]);
  return {
    part: typeof state === 'object' ? state.part : undefined,
    failed: state === 'failed',
    again: () => set('coming'),
  };
}
