import { useEffect } from 'preact/hooks';

/** Calls `onQuiet` after `milliseconds` without a touch or key, while `on`: an abandoned screen empties itself. */
export function useQuiet(on: boolean, milliseconds: number, onQuiet: () => void): void {
  useEffect(() => {
    if (!on) return undefined;
    let timer = setTimeout(onQuiet, milliseconds);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(onQuiet, milliseconds);
    };
    document.addEventListener('pointerdown', again);
    document.addEventListener('keydown', again);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', again);
      document.removeEventListener('keydown', again);
    };
  }, [on, milliseconds, onQuiet]);
}
