import { useEffect, useState } from 'preact/hooks';
import type { ComplaintBox, Said } from './complaint-box.js';

/** All that was said, anew with every change. */
export function useSaid(box: ComplaintBox): readonly Said[] {
  const [said, set] = useState(box.all);
  useEffect(() => {
    set(box.all);
    return box.onChange(() => set(box.all));
  }, [box]);
  return said;
}
