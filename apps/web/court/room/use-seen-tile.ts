import { type RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** How near to sight a picture begins to come, so that it is there when it is scrolled to. */
const NEAR = '25%';

/** Tells the height in device pixels of the picture in this element: 0 while it is out of sight, undefined when it is gone. */
export function useSeenTile(
  element: RefObject<HTMLElement | null>,
  on: boolean,
  told: (height: number | undefined) => void,
  again: readonly unknown[],
): void {
  useEffect(() => {
    const picture = element.current;
    if (!on || !picture) return;
    let [height, inSight] = [0, false];
    // A place without a picture yet may have no height, and its picture is to come.
    const tell = () => told(inSight ? Math.max(1, height * devicePixelRatio) : 0);
    const size = new ResizeObserver(([entry]) => {
      height = entry?.contentRect.height ?? 0;
      tell();
    });
    const sight = new IntersectionObserver(
      (entries) => {
        inSight = entries.at(-1)?.isIntersecting ?? false;
        tell();
      },
      { rootMargin: NEAR },
    );
    size.observe(picture);
    sight.observe(picture);
    return () => {
      size.disconnect();
      sight.disconnect();
      told(undefined);
    };
  }, [on, ...again]);
}
