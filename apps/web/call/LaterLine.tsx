import type { LineFrame } from '#protocol';
import { useEffect } from 'preact/hooks';
import { useLater } from '../ui/use-later.js';

const load = () => import('../text/line-words.js');
const AGAIN_AFTER_MS = 5_000;

/** What becomes of pictures on this line, and why. The words come when there is something to say. */
export function LaterLine({ line }: { line: LineFrame | undefined }) {
  return (
    <p class="small" role="status">
      {line?.reason && <Told line={line} />}
    </p>
  );
}

function Told({ line }: { line: LineFrame }) {
  const { part, failed, again } = useLater(load);
  useEffect(() => {
    if (failed) setTimeout(again, AGAIN_AFTER_MS);
  }, [failed]);
  return part?.lineWords(line);
}
